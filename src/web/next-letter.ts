// When a subscription's next letter comes.
import { catalogueSize } from "../catalogue/papers.ts";
import { findNewestEdition } from "../editions/edition.ts";
import { dueMomentOf, type Hour } from "../email/digests/due.ts";
import { newsForDays } from "../email/digests/issues.ts";
import type { Served } from "../email/subscriptions/served.ts";
import type { Wish } from "../email/subscriptions/wish.ts";
import {
  finishedWeek,
  lastListingDayOf,
  latestListingDay,
  nextListingDay,
} from "../papers/announcement-calendar.ts";
import { addDays, dayIn, type Day } from "../papers/period.ts";
import type { Web } from "./context.ts";

/** The moment, and the clock on which it was asked for. */
export interface NextLetter {
  at: Date;
  timeZone: string;
}

// A long pause has an end; so has a calendar.
const mostEditions = 800;

interface Waiting {
  wish: Wish;
  served: Served;
  pausedUntil?: Day | undefined;
}

/** The first one after now, and after a pause; as far as the calendar tells. */
export function findNextLetter(
  { config, clock }: Pick<Web, "config" | "clock">,
  { wish, served, pausedUntil = "" }: Waiting,
): NextLetter | undefined {
  const { TIME_ZONE, ARXIV_DEFERRALS: deferrals } = config;
  const hour = hourOf(wish, config);
  const now = clock();
  let day = latestListingDay(addDays(dayIn(TIME_ZONE, now), -3), deferrals);
  for (let tried = 0; tried < mostEditions; tried++) {
    day = nextListingDay(day, deferrals);
    const week = finishedWeek(day, deferrals);
    // A week goes out with the last edition of it.
    const isMailed = wish.frequency !== "weekly" || lastListingDayOf(week, deferrals) === day;
    const edition = wish.frequency === "weekly" ? week.key : day;
    const at = dueMomentOf(day, hour);
    const isAhead = at > now && dayIn(TIME_ZONE, at) >= pausedUntil;
    if (isMailed && isAhead && !served.editions.has(edition)) {
      return { at, timeZone: hour.timeZone };
    }
  }
  return undefined;
}

/** Whether an edition is here that waits no longer for its reader. */
export async function isLetterSoon(
  { db, config, clock }: Pick<Web, "db" | "config" | "clock">,
  { wish, served, pausedUntil = "" }: Waiting,
): Promise<boolean> {
  const { TIME_ZONE, ARXIV_DEFERRALS: deferrals } = config;
  const today = dayIn(TIME_ZONE, clock());
  const newest = await findNewestEdition(db, { until: today });
  if (newest === undefined || newest < addDays(today, -newsForDays)) return false;
  const week = finishedWeek(newest, deferrals);
  const { edition, day } =
    wish.frequency === "weekly"
      ? { edition: week.key, day: lastListingDayOf(week, deferrals) }
      : { edition: newest, day: newest };
  const at = dueMomentOf(day, hourOf(wish, config));
  const isOver = at > clock() || today < pausedUntil || (served.rhythmSince ?? at) > at;
  if (isOver || served.editions.has(edition)) return false;
  return !(await catalogueSize(db)).sample;
}

function hourOf(wish: Wish, { DIGEST_AT, TIME_ZONE }: Web["config"]): Hour {
  return {
    hour: wish.hour ?? DIGEST_AT.hour * 60 + DIGEST_AT.minute,
    timeZone: wish.hour === undefined ? TIME_ZONE : (wish.timeZone ?? TIME_ZONE),
  };
}
