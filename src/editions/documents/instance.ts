// What documents are made from.
import type { Config } from "../../config.ts";
import type { Judges } from "../../ranking/judgements.ts";
import type { Finder } from "../../search/retrieval/clause.ts";
import type { CalendarOf } from "../empty-day.ts";
import type { Scheduled } from "../next-try.ts";

export interface Instance extends CalendarOf, Scheduled {
  config: CalendarOf["config"] & Pick<Config, "SITE_NAME">;
  judge: Judges;
  finder: Finder;
}
