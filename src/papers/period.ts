// The calendar of editions: a day, an ISO week (Monday to Sunday), a month, or the days since one.
// Days are listing dates, plain `YYYY-MM-DD` in the Gregorian calendar; no clock and no time zone is
// involved.

/** `YYYY-MM-DD`, a date that exists. */
export type Day = string;

export type Period = CalendarPeriod | SincePeriod;

export type CalendarPeriod =
  | { kind: "day"; key: Day; first: Day; last: Day }
  | { kind: "week"; key: string; first: Day; last: Day }
  | { kind: "month"; key: string; first: Day; last: Day };

/** The days after the day `key`, which is read. */
export interface SincePeriod {
  kind: "since";
  key: Day;
  first: Day;
  last: Day;
}

const msPerDay = 86_400_000;

/** Reads `2026-03-27`; `undefined` for anything that is not a day of the calendar. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || dayOf(time) !== text ? undefined : text;
}

/** The day in UTC of a time in milliseconds. */
export function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

interface DayFormat {
  /** To make one takes longer than many a search. */
  format: Intl.DateTimeFormat;
  /** The second that it was asked for last, and the day then: every request asks. */
  second: number;
  day: Day;
}

const dayFormats = new Map<string, DayFormat>();

/** The day that a clock in `timeZone` shows at `now`. */
export function dayIn(timeZone: string, now: Date): Day {
  let known = dayFormats.get(timeZone);
  if (!known) {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
    known = { format, second: Number.NaN, day: "" };
    dayFormats.set(timeZone, known);
  }
  const second = Math.floor(now.getTime() / 1000);
  if (second !== known.second) Object.assign(known, { second, day: known.format.format(now) });
  return known.day;
}

/** The latest such day that is not in the future, in UTC: February 29 is years ago at times. */
export function latestDay(
  { month, dayOfMonth }: { month: number; dayOfMonth: number },
  now: Date,
): Day | undefined {
  const today = dayOf(now.getTime());
  const monthDay = [month, dayOfMonth].map((each) => String(each).padStart(2, "0")).join("-");
  for (let year = now.getUTCFullYear(); year > now.getUTCFullYear() - 9; year--) {
    const day = parseDay(`${year}-${monthDay}`);
    if (day && day <= today) return day;
  }
  return undefined;
}

export function addDays(day: Day, count: number): Day {
  return dayOf(timeOf(day) + count * msPerDay);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return new Date(timeOf(day)).getUTCDay() || 7;
}

export function isWeekend(day: Day): boolean {
  return weekday(day) > 5;
}

function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayPeriod(day: Day): CalendarPeriod {
  return { kind: "day", key: day, first: day, last: day };
}

export function weekPeriod(day: Day): CalendarPeriod {
  const first = addDays(day, 1 - weekday(day));
  // An ISO week belongs to the year of its Thursday, so 2026 has a week 53.
  const thursday = addDays(first, 3);
  const year = thursday.slice(0, 4);
  const number = 1 + Math.floor((timeOf(thursday) - timeOf(`${year}-01-01`)) / (7 * msPerDay));
  const key = `${year}-W${String(number).padStart(2, "0")}`;
  return { kind: "week", key, first, last: addDays(first, 6) };
}

export function monthPeriod(day: Day): CalendarPeriod {
  const key = day.slice(0, 7);
  const first = `${key}-01`;
  const next = addDays(first, 31).slice(0, 7);
  return { kind: "month", key, first, last: addDays(`${next}-01`, -1) };
}

/** As many days as a period since a day has at most. */
export const longestSinceDays = 31;

/** The days after `day` up to `newest`, of many the newest; it has none when there are none. */
export function sincePeriod(day: Day, { newest }: { newest: Day }): SincePeriod {
  const [next, earliest] = [addDays(day, 1), addDays(newest, 1 - longestSinceDays)];
  return { kind: "since", key: day, first: next > earliest ? next : earliest, last: newest };
}

/** Whether days are left out, since there are too many. */
export function isCut({ key, first }: SincePeriod): boolean {
  return first > addDays(key, 1);
}

/**
 * Reads `2026-03-27`, `2026-W13` or `2026-03`; `undefined` when there is no such period. arXiv began in
 * 1991; the far ends of the calendar cannot be counted on from.
 */
export function parsePeriod(text: string): CalendarPeriod | undefined {
  const year = Number(text.slice(0, 4));
  if (!(year >= 1900 && year <= 2200)) return undefined;
  const day = parseDay(text);
  if (day) return dayPeriod(day);
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week) {
    const found = weekPeriod(addDays(`${week[1]}-01-04`, 7 * (Number(week[2]) - 1)));
    return found.key === text ? found : undefined;
  }
  const month = /^\d{4}-\d{2}$/.test(text) ? parseDay(`${text}-01`) : undefined;
  return month ? monthPeriod(month) : undefined;
}

const long = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const short = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
});
const plain = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const monthOnly = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long" });

/** `Friday 27 March 2026` */
export function longDate(day: Day): string {
  return long.format(timeOf(day)).replace(",", "");
}

/** `Friday 27 March` */
export function shortDate(day: Day): string {
  return short.format(timeOf(day)).replace(",", "");
}

/** `27 March 2026` */
export function plainDate(day: Day): string {
  return plain.format(timeOf(day));
}

/** `March` */
export function monthName(day: Day): string {
  return monthOnly.format(timeOf(day));
}

/** `Friday 27 March 2026`, `Week 13, 2026`, `March 2026`, `Since Friday 20 March 2026` */
export function periodTitle(period: Period): string {
  if (period.kind === "day") return longDate(period.key);
  if (period.kind === "since") return `Since ${longDate(period.key)}`;
  if (period.kind === "week") return `Week ${weekNumber(period)}, ${period.key.slice(0, 4)}`;
  return `${monthName(period.first)} ${period.key.slice(0, 4)}`;
}

/** The number of an ISO week, 1 to 53. */
export function weekNumber(period: Period): number {
  return Number(weekPeriod(period.first).key.slice(6));
}
