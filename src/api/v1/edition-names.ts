// How the API calls editions: in an address, and in what it tells.
import { z } from "zod";
import { findNewestEdition } from "../../editions/edition.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { dayPeriod, parsePeriod, type CalendarPeriod, type Period } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";
import { day } from "./shapes.ts";

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

export const periodShape = z
  .object({
    kind: z.enum(["day", "week", "month"]),
    key: z.string().meta({ description: "`2026-03-27`, `2026-W13` or `2026-03`." }),
    first: day,
    last: day,
    url: z.string().meta({ description: "The page of this edition." }),
  })
  .meta({ id: "Period" });

export function tellPeriod(period: CalendarPeriod, site: URL): z.input<typeof periodShape> {
  const { kind, key, first, last } = period;
  return { kind, key, first, last, url: new URL(links.edition(period), site).href };
}

export function isOfCalendar(period: Period): period is CalendarPeriod {
  return period.kind !== "since";
}
