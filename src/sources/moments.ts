// Moments as feeds and archives write them: RFC 822 (`Fri, 23 Feb 2024 00:00:00 -0500`) and ISO 8601
// with a zone (`2024-02-23T00:00:00-05:00`). Date.parse alone takes nearly any text for a date.
import { parseDay, type Day } from "../papers/period.ts";

const mail =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|UT|Z|[+-]\d{4})$/;
const iso = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** `undefined` for anything that is no moment. */
export function parseMoment(text: string): Date | undefined {
  const trimmed = text.trim();
  const day = iso.exec(trimmed)?.[1];
  if (day === undefined ? !mail.test(trimmed) : !parseDay(day)) return undefined;
  const moment = new Date(trimmed);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The day of a datestamp, which is written to the day or to the second, in UTC. */
export function parseDatestamp(text: string): Day | undefined {
  const trimmed = text.trim();
  return parseDay(parseMoment(trimmed)?.toISOString().slice(0, 10) ?? trimmed);
}
