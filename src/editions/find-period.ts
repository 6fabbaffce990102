// The period that a name stands for, which it may do by the clock or by what is here.
import type { Config } from "../config.ts";
import { NotFound } from "../errors.ts";
import { readableLine } from "../papers/one-line.ts";
import { addDays, dayIn, dayPeriod, parsePeriod, type CalendarPeriod } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { findNewestEdition } from "./edition.ts";
import type { Section } from "./sections.ts";

interface PeriodsOf {
  db: Database;
  config: Pick<Config, "TIME_ZONE">;
  clock: () => Date;
}

/** What `getPeriod` takes. */
export const periodNames =
  "newest, today, yesterday, a day (2026-03-27), a week (2026-W13, from Monday) or a month (2026-03)";

/**
 * @param key of a period; `newest`, the newest day with papers, of the section where there is one; `today`
 * or `yesterday` by the clock of the site
 * @throws NotFound
 */
export async function getPeriod(
  { db, config, clock }: PeriodsOf,
  { key, section }: { key: string; section?: Section | undefined },
): Promise<CalendarPeriod> {
  if (key === "newest") {
    const newest = await findNewestPeriod(db, { section });
    if (!newest) throw new NotFound("There is no edition of that yet.");
    return newest;
  }
  const today = dayIn(config.TIME_ZONE, clock());
  if (key === "today") return dayPeriod(today);
  if (key === "yesterday") return dayPeriod(addDays(today, -1));
  const period = parsePeriod(key);
  if (!period) {
    const named = readableLine(key).slice(0, 60);
    throw new NotFound(`There is no edition “${named}”. Ask for ${periodNames}.`);
  }
  return period;
}

/** The newest day with papers, of the section where there is one. */
export async function findNewestPeriod(
  db: Database,
  of: { section?: Section | undefined } = {},
): Promise<CalendarPeriod | undefined> {
  const day = await findNewestEdition(db, of);
  return day === undefined ? undefined : dayPeriod(day);
}
