// When arXiv announces: Sunday to Thursday at 20:00 on US Eastern clocks, but for the evenings that
// it defers. An edition bears the listing date, the day after that evening; the daily feed turns at
// its midnight. (info.arxiv.org/help/availability.html, rss.html)
import { addDays, isWeekend, weekday, weekPeriod } from "./period.ts";
import type { CalendarPeriod, Day } from "./period.ts";

/** Evenings, on Eastern clocks, on which nothing is announced. */
export type Deferrals = ReadonlySet<Day>;

// As published for these years; those that fall on a Friday or a Saturday change nothing. What arXiv
// decides at short notice is told by the setting ARXIV_DEFERRALS.
const published: Deferrals = new Set(
  `2023-01-16 2023-06-14 2023-06-19 2023-07-04 2023-08-17 2023-09-04 2023-11-23 2023-12-25 2023-12-27
   2024-01-15 2024-05-22 2024-06-19 2024-07-04 2024-09-02 2024-10-08 2024-11-28 2024-12-25 2024-12-26
   2024-12-31
   2025-01-01 2025-01-20 2025-06-19 2025-07-06 2025-09-01 2025-11-27 2025-12-25 2025-12-30
   2026-01-01 2026-01-19 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25 2026-12-29 2026-12-31`.split(
    /\s+/,
  ),
);
const none: Deferrals = new Set();
const msPerHour = 3_600_000;

/** The last year whose deferrals are known. */
export const lastYearKnown = Math.max(...[...published].map((day) => Number(day.slice(0, 4))));

/** Whether an edition is to be expected under this date. */
export function isListingDay(day: Day, extra: Deferrals = none): boolean {
  return whyNoListing(day, extra) === undefined;
}

export function whyNoListing(day: Day, extra: Deferrals = none): "weekend" | "holiday" | undefined {
  if (isWeekend(day)) return "weekend";
  const evening = addDays(day, -1);
  return published.has(evening) || extra.has(evening) ? "holiday" : undefined;
}

/** The first listing date after `after`. */
export function nextListingDay(after: Day, extra: Deferrals = none): Day {
  let day = addDays(after, 1);
  while (!isListingDay(day, extra)) day = addDays(day, 1);
  return day;
}

/** The last listing date that is not after `upTo`. */
export function latestListingDay(upTo: Day, extra: Deferrals = none): Day {
  let day = upTo;
  while (!isListingDay(day, extra)) day = addDays(day, -1);
  return day;
}

/** The newest week in which nothing more is announced after the day. */
export function finishedWeek(day: Day, extra: Deferrals = none): CalendarPeriod {
  const week = weekPeriod(day);
  return lastListingDayOf(week, extra) <= day ? week : weekPeriod(addDays(day, -7));
}

/** As a rule its Friday. */
export function lastListingDayOf({ first }: CalendarPeriod, extra: Deferrals = none): Day {
  return latestListingDay(addDays(first, 4), extra);
}

/** When the daily feed turns to this listing date: 00:00 Eastern. */
export function feedMomentOf(day: Day): Date {
  return easternMoment(day, 0);
}

/** When what stands under this listing date is announced: 20:00 Eastern, the evening before. */
export function announcementMomentOf(day: Day): Date {
  return easternMoment(addDays(day, -1), 20);
}

/** The newest listing date whose feed must be out at `now`. */
export function expectedListingDay(now: Date, extra: Deferrals = none): Day {
  return latestListingDay(easternDay(now), extra);
}

/** The earliest listing date for what was sent in at this moment. */
export function listingDayOf(submitted: Date, extra: Deferrals = none): Day {
  let day = latestListingDay(easternDay(submitted), extra);
  while (submitted >= deadlineOf(day)) day = nextListingDay(day, extra);
  return day;
}

/** What is sent in from here on waits for a later listing date. */
function deadlineOf(day: Day): Date {
  // Sunday evening announces what came until Friday; every other evening what came that day.
  return easternMoment(addDays(day, weekday(day) === 1 ? -3 : -1), 14);
}

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "America/New_York",
  dateStyle: "short",
  timeStyle: "short",
});

/** The day that Eastern clocks show. */
export function easternDay(moment: Date): Day {
  return clock.format(moment).slice(0, 10);
}

function easternMoment(day: Day, hour: number): Date {
  const written = `${day} ${String(hour).padStart(2, "0")}:00`;
  const utc = Date.parse(`${day}T00:00:00Z`) + hour * msPerHour;
  // Daylight saving time is four hours behind UTC, standard time five; it changes at 2:00.
  const summer = new Date(utc + 4 * msPerHour);
  return clock.format(summer) === written ? summer : new Date(utc + 5 * msPerHour);
}
