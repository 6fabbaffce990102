// How long a server that is busy wants to be left alone (RFC 9110, 10.2.3).
import { parseMoment } from "../moments.ts";

const fallbackMs = 60_000;
const longestFallbackMs = 3_600_000;
/** Whoever says more has asked for too much to be believed; it is asked again tomorrow. */
const longestMs = 86_400_000;

/**
 * Milliseconds to wait, at most a day. A header that is missing, past or garbage counts as a
 * minute, doubled with each of the `earlier` answers of this kind, up to an hour.
 */
export function retryAfterMs(
  header: string | null,
  { now, earlier }: { now: Date; earlier: number },
): number {
  const asked = header === null ? undefined : askedMs(header.trim(), now);
  if (asked !== undefined) return Math.min(asked, longestMs);
  return Math.min(fallbackMs * 2 ** earlier, longestFallbackMs);
}

function askedMs(header: string, now: Date): number | undefined {
  if (/^\d{1,15}$/.test(header)) return Number(header) * 1000;
  const moment = parseMoment(header);
  const ms = moment ? moment.getTime() - now.getTime() : 0;
  // A moment that has passed says that one of the two clocks is wrong.
  return ms > 0 ? ms : undefined;
}
