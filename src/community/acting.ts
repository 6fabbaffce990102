// What it takes to act in somebody's name, whichever door they come by. Pages, API and MCP have one and
// the same, so that a limit holds for all of them together.
import type { Database } from "../store/tables.ts";
import type { RateLimits } from "./rate-limits.ts";

export interface Acting {
  db: Database;
  /** How often who has acted. */
  limits: RateLimits;
  clock: () => Date;
}
