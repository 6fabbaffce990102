// The edition that a request names.
import { z } from "zod";
import { findNewestEdition } from "../../editions/edition.ts";
import { NotFound } from "../../errors.ts";
import { dayPeriod, parsePeriod, type CalendarPeriod } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";

/** The name of an edition in a path. */
export const editionKey = z.string().meta({
  description: "A day, a week or a month; or `newest`, the newest day that has papers.",
  example: "2026-W13",
});

/** @throws NotFound */
export async function periodNamed(
  key: string,
  { db }: Pick<ApiOptions, "db">,
): Promise<CalendarPeriod> {
  if (key === "newest") {
    const newest = await findNewestEdition(db);
    if (newest === undefined) throw new NotFound("There is no edition yet.");
    return dayPeriod(newest);
  }
  const period = parsePeriod(key);
  const year = Number(key.slice(0, 4));
  // As on the pages: the calendar's far ends cannot be counted on from.
  if (!period || year < 1900 || year > 2200) {
    throw new NotFound(`There is no edition "${key.slice(0, 60)}".`);
  }
  return period;
}
