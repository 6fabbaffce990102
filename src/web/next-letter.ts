// When a subscription's next letter comes.
import { catalogueSize } from "../catalogue/papers.ts";
import { findNewestEdition } from "../editions/edition.ts";
import { dueMomentOf, type Hour } from "../email/due.ts";
import { newsForDays } from "../email/issues.ts";
import { listDigests } from "../email/read-digest.ts";
import type { Wish } from "../email/wish.ts";
import { finishedWeek, latestListingDay, nextListingDay } from "../papers/announcement-calendar.ts";
import { addDays, dayIn, type Day } from "../papers/period.ts";
import type { Web } from "./context.ts";

/** The moment, and the clock on which it was asked for. */
export interface NextLetter {
  at: Date;
  timeZone: string;
}

/** An older edition is not sent (email/issues.ts). */
// A long pause has an end; so has a calendar.
const mostEditions = 800;

/** The first one after now, and after a pause; as far as the calendar tells. */
export function findNextLetter(
  { config, clock }: Pick<Web, "config" | "clock">,
  { wish, pausedUntil = "" }: { wish: Wish; pausedUntil?: Day | undefined },
): NextLetter | undefined {
  const { TIME_ZONE, ARXIV_DEFERRALS: deferrals } = config;
  const hour = hourOf(wish, config);
  const now = clock();
  let edition = latestListingDay(addDays(dayIn(TIME_ZONE, now), -3), deferrals);
  for (let tried = 0; tried < mostEditions; tried++) {
    const before = edition;
    edition = nextListingDay(edition, deferrals);
    // A week goes out with the first edition that finds it over.
    const isMailed =
      wish.frequency !== "weekly" || finishedWeek(edition).key !== finishedWeek(before).key;
    const at = dueMomentOf(edition, hour);
    if (isMailed && at > now && dayIn(TIME_ZONE, at) >= pausedUntil) {
      return { at, timeZone: hour.timeZone };
    }
  }
  return undefined;
}

/** Whether an edition is here that waits no longer for one who has just subscribed. */
export async function isLetterSoon(
  { db, config, clock }: Pick<Web, "db" | "config" | "clock">,
  { id, wish }: { id: number; wish: Wish },
): Promise<boolean> {
  const today = dayIn(config.TIME_ZONE, clock());
  const newest = await findNewestEdition(db, { until: today });
  if (newest === undefined || newest < addDays(today, -newsForDays)) return false;
  const week = finishedWeek(newest);
  const { edition, day } =
    wish.frequency === "weekly"
      ? { edition: week.key, day: addDays(week.first, 4) }
      : { edition: newest, day: newest };
  if (dueMomentOf(day, hourOf(wish, config)) > clock()) return false;
  const letters = await listDigests(db, { subscription: id, limit: 10 });
  const isSent = letters.some((each) => each.edition === edition);
  return !isSent && !(await catalogueSize(db)).sample;
}

function hourOf(wish: Wish, { DIGEST_AT, TIME_ZONE }: Web["config"]): Hour {
  return {
    hour: wish.hour ?? DIGEST_AT.hour * 60 + DIGEST_AT.minute,
    timeZone: wish.hour === undefined ? TIME_ZONE : (wish.timeZone ?? TIME_ZONE),
  };
}
