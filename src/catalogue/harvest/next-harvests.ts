// When each source is asked next. All of it is read from the book of harvests, so that a restart
// neither forgets a failure nor asks again what was answered.
import {
  easternDay,
  expectedListingDay,
  feedMomentOf,
  nextListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import type { Database } from "../../store/tables.ts";
import { findTurns } from "../../store/turns.ts";
import type { Host } from "../../turns.ts";
import { isAnythingMissing } from "./announcements.ts";
import { hostOf, sourcesOf, type Source } from "./harvests.ts";

export interface NextHarvest {
  source: Source;
  /** Never, while its host refuses us. */
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

// Upvotes grow all day long; whoever shows them is asked no more often than this.
const everyMin = 360;

// After the first failure, the second, and so on; the last of them for good.
const pausesMin = [5, 10, 20, 30, 60];

export async function listNextHarvests(
  db: Database,
  { now, deferrals, hosts }: { now: Date; deferrals: Deferrals; hosts: ReadonlySet<Host> },
): Promise<NextHarvest[]> {
  const missing = await isAnythingMissing(db, easternDay(now));
  const sources = sourcesOf(...hosts).filter((source) => source !== "arxiv-api" || missing);
  return await Promise.all(
    sources.map(async (source) => {
      const turns = await findTurns(db, { host: hostOf(source), now });
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
  const success = await findLastSuccess(db, { source, now });
  const due = success && dueAfter(success, source, { now, deferrals });
  const failures = await listFailures(db, source, { since: due ?? new Date(0), now });
  const last = failures[0];
  if (!last) return { at: due ?? now, again: false, reason: undefined };
  const pause = pausesMin[Math.min(failures.length, pausesMin.length) - 1]!;
  return { at: after(last.ended, pause), again: true, reason: last.reason };
}

/** What was had with success is due again with the next announcement, or after a while. */
function dueAfter(
  success: Date,
  source: Source,
  { now, deferrals }: { now: Date; deferrals: Deferrals },
): Date {
  if (source === "hugging-face") return after(success, everyMin);
  const expected = expectedListingDay(now, deferrals);
  const due = after(feedMomentOf(expected), afterMidnightMin[source]);
  if (success < due) return due;
  return after(feedMomentOf(nextListingDay(expected, deferrals)), afterMidnightMin[source]);
}

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * msPerMinute);
}

/** When the last harvest that went well began. A clock that was ahead must not count. */
async function findLastSuccess(
  db: Database,
  { source, now }: { source: Source; now: Date },
): Promise<Date | undefined> {
  const row = await db
    .selectFrom("harvests")
    .select((select) => select.fn.max("started_at").as("at"))
    .where("source", "=", source)
    .where("outcome", "=", "success")
    .where("started_at", "<=", now.toISOString())
    .executeTakeFirstOrThrow();
  return row.at === null ? undefined : new Date(row.at);
}

/** The last failures since then, newest first; what was interrupted tells nothing. */
async function listFailures(
  db: Database,
  source: Source,
  { since, now }: { since: Date; now: Date },
): Promise<{ reason: string | undefined; ended: Date }[]> {
  const rows = await db
    .selectFrom("harvests")
    .select(["reason", "ended_at"])
    .where("source", "=", source)
    .where("started_at", ">=", since.toISOString())
    // A clock that was ahead must not stop the asking until it is that late.
    .where("started_at", "<=", now.toISOString())
    .where("outcome", "not in", ["success", "interrupted"])
    .orderBy("id", "desc")
    .limit(pausesMin.length)
    .execute();
  return rows.map((row) => ({
    reason: row.reason ?? undefined,
    ended: new Date(row.ended_at!),
  }));
}
