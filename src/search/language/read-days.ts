// Dates as readers type them: 2026, 2026-03, 2026-W13, 2026-03-27, today, yesterday.
import {
  addDays,
  dayPeriod,
  monthName,
  parsePeriod,
  plainDate,
  weekNumber,
  type Day,
} from "../../papers/period.ts";

export interface Span {
  first: Day;
  last: Day;
  /** As it is usually written. */
  written: string;
  /** `in March 2026`, `on 27 March 2026`, `today` */
  says: string;
}

/** As many days as the index can tell apart, from 1970-01-01 on: to the year 2149. */
export const lastDay = 0xffff;

/** `undefined` for what is no date. */
export function readSpan(typed: string, today: Day): Span | undefined {
  const text = typed.toLowerCase();
  if (text === "today") return { ...dayPeriod(today), written: text, says: text };
  if (text === "yesterday") return { ...dayPeriod(addDays(today, -1)), written: text, says: text };
  // Beyond, the calendar of periods ends.
  if (!/^(?:19|20|21)\d\d(?:$|-)/.test(text)) return undefined;
  if (text.length === 4) {
    return { first: `${text}-01-01`, last: `${text}-12-31`, written: text, says: `in ${text}` };
  }
  const period = parsePeriod(text.toUpperCase());
  if (!period) return undefined;
  const { kind, key, first, last } = period;
  const year = key.slice(0, 4);
  const says = {
    day: `on ${plainDate(first)}`,
    week: `in week ${weekNumber(period)} of ${year}`,
    month: `in ${monthName(first)} ${year}`,
  }[kind];
  return { first, last, written: key, says };
}

/** Counted from 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
