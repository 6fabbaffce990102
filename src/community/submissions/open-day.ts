// The edition that a submission joins.
import { findNewestDay } from "../../catalogue/appearances.ts";
import type { Config } from "../../config.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { isClosed } from "../closed-days.ts";

/** An edition older than this is no longer today's paper, even after the longest holidays. */
const freshDays = 7;

/** Nobody's paper makes the edition of a day that has not come. */
export const saysAllClosed =
  "Today’s edition is closed, so no paper can join it. Bring it tomorrow.";

/**
 * The edition that a paper goes into: the newest one, which is the front page, so that nobody's paper
 * makes an edition of its own at a weekend or in the hours before arXiv announces. Where that is
 * closed, nothing is gathered, or nothing came for a week, it is the edition of today.
 * @returns `undefined` where that is closed too.
 */
export async function findOpenDay(
  db: Database,
  { config, clock }: { config: Config; clock: () => Date },
): Promise<Day | undefined> {
  const today = dayIn(config.TIME_ZONE, clock());
  const newest = await findNewestDay(db);
  const isFresh = newest !== undefined && newest >= addDays(today, -freshDays);
  const editionsCome = config.SOURCES.size > 0;
  // One that was announced may bear the date of tomorrow.
  const isNext = newest !== undefined && (newest > today || (editionsCome && isFresh));
  if (isNext && !(await isClosed(db, newest))) return newest;
  return (await isClosed(db, today)) ? undefined : today;
}
