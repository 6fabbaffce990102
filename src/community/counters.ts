// What keeps count of who acts, and of whom strangers are asked for; one for all doors of a site.
import { openLookUp, type LookUpPaper } from "../catalogue/look-up-paper.ts";
import type { Config } from "../config.ts";
import type { Guard } from "../sources/http/guarded-request.ts";
import type { Database } from "../store/tables.ts";
import { openProofs, type Proofs } from "./authorship/proofs.ts";
import { newRateLimits, type RateLimits } from "./rate-limits.ts";

export interface Counters {
  limits: RateLimits;
  lookUp: LookUpPaper;
  proofs: Proofs;
}

interface CountersOptions {
  db: Database;
  config: Config;
  clock: () => Date;
  /** How pages are fetched; from the public net alone if left out. */
  guard?: Guard | undefined;
}

export function openCounters(options: CountersOptions): Counters {
  return { limits: newRateLimits(), lookUp: openLookUp(options), proofs: openProofs(options) };
}
