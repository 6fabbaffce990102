// When each source is asked next. All of it is read from the book of harvests, so that a restart
// neither forgets a failure nor asks again what was answered.
import {
  easternDay,
  expectedListingDay,
  feedMomentOf,
  nextListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { findTurns } from "../../store/turns.ts";
import { isAnythingMissing } from "./announcements.ts";
import type { Source } from "./harvests.ts";

export interface NextHarvest {
  source: Source;
  /** Never, while arXiv refuses us. */
  at: Date | undefined;
  /** The last try went wrong. */
  again: boolean;
  /** Why, in words. */
  reason: string | undefined;
}

const msPerMinute = 60_000;

// The feed turns at midnight Eastern and takes a while; OAI-PMH is the second look, an hour later.
// The API is only asked for what was announced and did not come.
const afterMidnightMin = { "arxiv-feed": 5, "arxiv-api": 5, "arxiv-oai": 65 };

// After the first failure, the second, and so on; the last of them for good.
const pausesMin = [5, 10, 20, 30, 60];

export async function listNextHarvests(
  db: Database,
  { now, deferrals, host }: { now: Date; deferrals: Deferrals; host: string },
): Promise<NextHarvest[]> {
  const turns = await findTurns(db, { host, now });
  const sources: Source[] = (await isAnythingMissing(db, easternDay(now)))
    ? ["arxiv-feed", "arxiv-api", "arxiv-oai"]
    : ["arxiv-feed", "arxiv-oai"];
  return await Promise.all(
    sources.map(async (source) => {
      const { at, again, reason } = await nextMoment(db, source, { now, deferrals });
      if (turns?.refused) return { source, at: undefined, again, reason };
      const asked = turns?.waitUntil;
      return { source, at: asked && asked > at ? asked : at, again, reason };
    }),
  );
}

async function nextMoment(
  db: Database,
  source: Source,
  { now, deferrals }: { now: Date; deferrals: Deferrals },
): Promise<{ at: Date; again: boolean; reason: string | undefined }> {
  const expected = expectedListingDay(now, deferrals);
  const due = dueMoment(source, expected);
  const never = !(await wasEverSuccessful(db, source));
  const tries = await listTries(db, source, { since: never ? new Date(0) : due, now });
  const last = tries[0];
  if (!last) return { at: never ? now : due, again: false, reason: undefined };
  if (last.outcome === "success") {
    const at = dueMoment(source, nextListingDay(expected, deferrals));
    return { at, again: false, reason: undefined };
  }
  const pause = pausesMin[Math.min(tries.length, pausesMin.length) - 1]!;
  const at = new Date(last.ended.getTime() + pause * msPerMinute);
  return { at, again: true, reason: last.reason };
}

function dueMoment(source: Source, day: Day): Date {
  return new Date(feedMomentOf(day).getTime() + afterMidnightMin[source] * msPerMinute);
}

async function wasEverSuccessful(db: Database, source: Source): Promise<boolean> {
  const row = await db
    .selectFrom("harvests")
    .select("id")
    .where("source", "=", source)
    .where("outcome", "=", "success")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last tries since then, newest first; those that were interrupted tell nothing. */
async function listTries(
  db: Database,
  source: Source,
  { since, now }: { since: Date; now: Date },
): Promise<{ outcome: string; reason: string | undefined; ended: Date }[]> {
  const rows = await db
    .selectFrom("harvests")
    .select(["outcome", "reason", "ended_at"])
    .where("source", "=", source)
    .where("started_at", ">=", since.toISOString())
    // A clock that was ahead must not stop the asking until it is that late.
    .where("started_at", "<=", now.toISOString())
    .where("outcome", "is not", null)
    .where("outcome", "!=", "interrupted")
    .orderBy("id", "desc")
    .limit(pausesMin.length)
    .execute();
  return rows.map((row) => ({
    outcome: row.outcome!,
    reason: row.reason ?? undefined,
    ended: new Date(row.ended_at!),
  }));
}
