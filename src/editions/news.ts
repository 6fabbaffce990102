// What has come since a day up to which a reader has read all.
import { countByDay, countSpan } from "../catalogue/appearances.ts";
import type { Config } from "../config.ts";
import { dayIn, parseDay, sincePeriod, type Day, type SincePeriod } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { findNewestEdition } from "./edition.ts";
import { spanOf } from "./section-days.ts";
import type { Section } from "./sections.ts";

export interface News {
  period: SincePeriod;
  /** How many editions have come, and how many papers stand in them, each counted once. */
  editions: number;
  papers: number;
}

/** The day that was written; `undefined` when it is none, or still to come. */
export async function findPastDay(
  { db, config, clock }: { db: Database; config: Pick<Config, "TIME_ZONE">; clock: () => Date },
  written: string,
): Promise<Day | undefined> {
  const day = parseDay(written);
  // The calendar's far beginning cannot be counted on from.
  if (day === undefined || day < "1900-01-01") return undefined;
  if (day <= dayIn(config.TIME_ZONE, clock())) return day;
  // Editions follow Eastern clocks, so the newest may bear the date of tomorrow.
  const newest = await findNewestEdition(db);
  return newest !== undefined && day <= newest ? day : undefined;
}

/** Cheap enough for every page; an instance without editions has no news. */
export async function findNews(db: Database, { mark }: { mark: Day }): Promise<News | undefined> {
  const newest = await findNewestEdition(db);
  if (newest === undefined) return undefined;
  const period = sincePeriod(mark, { newest });
  const { days, papers } = await countSpan(db, period);
  return { period, editions: days, papers };
}

/** The editions of a period, the newest first, each with the papers that it has of the section. */
export async function listEditions(
  db: Database,
  { period: { first, last }, section }: { period: SincePeriod; section: Section | undefined },
): Promise<{ day: Day; papers: number }[]> {
  const counts = await countByDay(db, await spanOf(db, { first, last, section }));
  return [...counts]
    .map(([day, papers]) => ({ day, papers }))
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
}
