// When what is to be told by mail is due: at once, when two minutes have been quiet; a digest at eight in
// the morning on its reader's clock.
import { graceMs } from "../../community/notifications/notify.ts";
import { addDays, dayIn } from "../../papers/period.ts";
import { momentOn } from "../digests/due.ts";

/** In minutes after midnight. */
const digestHour = 8 * 60;
/** Where others go on writing, a letter waits for them no longer than this. */
const longestWaitMs = 10 * 60_000;

/** When the time of grace of what was said then is over. */
export function ripeMomentOf(at: string): Date {
  return new Date(Date.parse(at) + graceMs);
}

/** The first eight o'clock after that, and not before it is `due`. */
export function digestMomentOf({ at, due }: { at: string; due: string }, timeZone: string): Date {
  const ripe = new Date(Math.max(ripeMomentOf(at).getTime(), Date.parse(due)));
  const day = dayIn(timeZone, ripe);
  const moment = momentOn(timeZone, day, digestHour);
  return moment < ripe ? momentOn(timeZone, addDays(day, 1), digestHour) : moment;
}

interface Said {
  /** ISO 8601. */
  at: string;
}

/**
 * Until when those that are ripe wait for those that are not yet, so that one letter tells them all;
 * `undefined` where they wait no more.
 */
export function waitsUntil({
  ripe,
  unripe,
  now,
}: {
  ripe: readonly Said[];
  unripe: readonly Said[];
  now: Date;
}): Date | undefined {
  if (unripe.length === 0 || ripe.length === 0) return undefined;
  const latest = Math.max(...unripe.map(({ at }) => ripeMomentOf(at).getTime()));
  const oldest = Math.min(...ripe.map(({ at }) => Date.parse(at)));
  const until = Math.min(latest, oldest + longestWaitMs);
  return until > now.getTime() ? new Date(until) : undefined;
}
