// What the API is given.
import type { Config } from "../config.ts";
import type { getEdition } from "../editions/edition.ts";
import type { NextRuns } from "../editions/status.ts";

export interface ApiOptions {
  db: Parameters<typeof getEdition>[0];
  config: Config;
  clock: () => Date;
  log: (message: string, fields?: object) => void;
  /** What the schedule does next; left out while none runs. */
  nextRuns?: NextRuns | undefined;
}
