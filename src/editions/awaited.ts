// An edition whose announcement is still to come, though papers that were featured stand in it: it is
// not whole, and whoever gets it by mail gets it once.
import { findLast } from "../catalogue/harvest/health.ts";
import {
  expectedListingDay,
  feedMomentOf,
  type Deferrals,
} from "../papers/announcement-calendar.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";

/** The listing date that is due and of which arXiv's announcement is not here. */
export async function findAwaited(
  db: Database,
  { now, deferrals }: { now: Date; deferrals: Deferrals },
): Promise<Day | undefined> {
  const day = expectedListingDay(now, deferrals);
  const announced = await db
    .selectFrom("appearances")
    .select("day")
    .where("day", "=", day)
    .where("kind", "=", "announced")
    .limit(1)
    .executeTakeFirst();
  if (announced) return undefined;
  // It may have announced nothing of what is gathered.
  const last = await findLast(db, { source: "arxiv-feed", from: feedMomentOf(day), until: now });
  return last?.outcome === "success" ? undefined : day;
}
