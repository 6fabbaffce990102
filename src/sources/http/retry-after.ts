// How long a server that is busy wants to be left alone (RFC 9110, 10.2.3), or when its allowance is
// filled again, as Hugging Face says it: `RateLimit: "api";r=0;t=55`.
import { parseMoment } from "../moments.ts";

const fallbackMs = 60_000;
const longestFallbackMs = 3_600_000;
/** Whoever says more has asked for too much to be believed; it is asked again tomorrow. */
const longestMs = 86_400_000;

/**
 * Milliseconds to wait, at most a day. Headers that are missing, past or garbage count as a
 * minute, doubled with each of the `earlier` answers of this kind, up to an hour.
 */
export function retryAfterMs(
  headers: Headers,
  { now, earlier }: { now: Date; earlier: number },
): number {
  const asked =
    askedMs(headers.get("retry-after")?.trim() ?? "", now) ??
    askedMs(/;\s*t=(\d{1,9})\b/.exec(headers.get("ratelimit") ?? "")?.[1] ?? "", now);
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
