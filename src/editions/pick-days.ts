// When the day of a pick has come, on the clock of this instance, and for which days one may pick.
import { listClosed } from "../community/closed-days.ts";
import { bringOutPicks } from "../community/picks/due-picks.ts";
import type { Config } from "../config.ts";
import {
  easternDay,
  feedMomentOf,
  whyNoListing,
  type Deferrals,
} from "../papers/announcement-calendar.ts";
import { addDays, dayIn, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { findAwaited } from "./awaited.ts";
import { findNewestEdition } from "./edition.ts";

export interface PickClock {
  now: Date;
  /** The clock of this instance. */
  timeZone: string;
  deferrals: Deferrals;
  /** Whether this instance gathers from arXiv by itself. */
  gathers: boolean;
}

export function pickClock(config: Config, now: Date): PickClock {
  return {
    now,
    timeZone: config.TIME_ZONE,
    deferrals: config.ARXIV_DEFERRALS,
    gathers: config.SOURCES.has("arxiv"),
  };
}

/** West of New York an edition comes on the evening before its day. */
export function pickToday({ now, timeZone }: Pick<PickClock, "now" | "timeZone">): Day {
  const [today, eastern] = [dayIn(timeZone, now), easternDay(now)];
  return today > eastern ? today : eastern;
}

/**
 * Puts the picks on top whose day has come. One whose announcement is still to come waits for it: a
 * front page of picks alone is none. Not for ever, since arXiv may be out of reach.
 */
export async function bringOutDuePicks(db: Database, clock: PickClock): Promise<void> {
  const today = pickToday(clock);
  const awaited = clock.gathers ? await findAwaited(db, clock) : undefined;
  const waits =
    awaited !== undefined &&
    awaited === today &&
    clock.now.getTime() - feedMomentOf(awaited).getTime() < longestWaitMs;
  await bringOutPicks(db, { until: waits ? addDays(today, -1) : today });
}

const longestWaitMs = 12 * 3_600_000;
const daysAhead = 30;

export interface PickDay {
  day: Day;
  /** Whether it is the newest edition, though its day is over. */
  isNewest: boolean;
  /** Why nothing is announced that day. */
  quiet: "weekend" | "holiday" | undefined;
}

/** Today and the days ahead; over a weekend the newest edition too, since everybody still reads it. */
export async function listPickDays(db: Database, clock: PickClock): Promise<PickDay[]> {
  const today = pickToday(clock);
  const newest = await findNewestEdition(db, { until: today });
  const days = Array.from({ length: daysAhead + 1 }, (_, ahead) => addDays(today, ahead));
  return [...(newest !== undefined && newest < today ? [newest] : []), ...days].map((day) => ({
    day,
    isNewest: day < today,
    quiet: whyNoListing(day, clock.deferrals),
  }));
}

/** Those of them whose edition is not closed. */
export async function listOpenPickDays(db: Database, clock: PickClock): Promise<PickDay[]> {
  const days = await listPickDays(db, clock);
  const closed = await listClosed(db, { first: days[0]!.day, last: days.at(-1)!.day });
  return days.filter(({ day }) => !closed.has(day));
}
