// What it takes to act in somebody's name, whichever door they come by. Pages, API and MCP have one and
// the same, so that a limit holds for all of them together.
import { openLookUp, type LookUpPaper } from "../../catalogue/look-up-paper.ts";
import type { Config } from "../../config.ts";
import type { Door } from "../../sources/http/guarded-request.ts";
import type { Database } from "../../store/tables.ts";
import { openProofs, type Proofs } from "../authorship/proofs.ts";
import { newRateLimits, type RateLimits } from "../rate-limits.ts";

/** What keeps count of who acts. */
export interface Counters {
  limits: RateLimits;
  lookUp: LookUpPaper;
  proofs: Proofs;
}

export interface Acting extends Counters {
  db: Database;
  config: Config;
  /** Of the instance; it signs. */
  secret: string;
  clock: () => Date;
}

interface CountersOptions {
  db: Database;
  config: Config;
  clock: () => Date;
  /** How pages are fetched; from the public net alone if left out. */
  door?: Door | undefined;
}

export function openCounters(options: CountersOptions): Counters {
  return { limits: newRateLimits(), lookUp: openLookUp(options), proofs: openProofs(options) };
}
