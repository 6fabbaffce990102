// To whom an edition goes.
import { sql } from "kysely";
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { dueMomentOf } from "./due.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Signatory } from "../subscriptions/link-tokens.ts";
import { wishOf, type Subscription } from "../subscriptions/subscription.ts";
import type { Frequency, Wish } from "../subscriptions/wish.ts";

/** To whom a digest goes. */
export interface Subscriber extends Signatory {
  channel: Subscription["channel"];
  address: string;
  wish: Wish;
  confirmedAt: string | null;
}

/** An edition, and whose it is. */
export interface Round {
  edition: string;
  frequencies: readonly Frequency[];
  /** Whoever paused until a later day is left out. */
  today: Day;
  /** Only those whose hour is one of these; else everybody. */
  hours?: readonly HourDue[] | undefined;
}

/** An hour as it is written in subscriptions, and when it came. */
interface HourDue {
  key: string;
  at: string;
}

const hourKey = sql<string>`ifnull(hour, '') || ' ' || ifnull(time_zone, '')`;

/** The hours that have come for the edition of this day. */
export async function listHoursDue(
  db: Database,
  { letterhead, day, now }: { letterhead: Letterhead; day: Day; now: Date },
): Promise<HourDue[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .select(["hour", "time_zone", hourKey.as("key")])
    .distinct()
    .where("status", "=", "confirmed")
    .execute();
  return rows.flatMap(({ hour, time_zone, key }) => {
    const chosen = { hour: hour ?? letterhead.hour, timeZone: time_zone ?? letterhead.timeZone };
    const at = dueMomentOf(day, chosen);
    return at <= now ? { key, at: at.toISOString() } : [];
  });
}

function subscribersOf(db: Database, { frequencies, today, hours }: Round) {
  const subscribers = db
    .selectFrom("subscriptions")
    .where("status", "=", "confirmed")
    .where("frequency", "in", frequencies)
    .where((row) => row.or([row("paused_until", "is", null), row("paused_until", "<=", today)]));
  if (!hours) return subscribers;
  // Whoever has just changed from days to weeks waits for the next week.
  return subscribers.where(
    sql<boolean>`exists (select 1 from json_each(${JSON.stringify(hours)}) as due
      where due.value ->> 'key' = ${hourKey} and ifnull(rhythm_since, '') <= due.value ->> 'at')`,
  );
}

/** Whether composing needs the search. */
export async function followsAnything(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("status", "=", "confirmed")
    .where("follows", "!=", "[]")
    .limit(1)
    .executeTakeFirst();
  // Readers hide by words, too.
  const muted = row ?? (await db.selectFrom("mutes").select("kind").limit(1).executeTakeFirst());
  return muted !== undefined;
}

/** Which of these still are. */
export async function stillSubscribed(
  db: Database,
  round: Round,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await subscribersOf(db, round)
    .select("id")
    .where("id", "in", [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}

function withDigests(db: Database, round: Round) {
  return subscribersOf(db, round).leftJoin("digests", (join) =>
    join
      .onRef("digests.subscription_id", "=", "subscriptions.id")
      .on("digests.edition", "=", round.edition),
  );
}

/** Those who have not been served, in the order of their numbers. */
export async function listSubscribers(
  db: Database,
  round: Round,
  { after, limit }: { after: number; limit: number },
): Promise<Subscriber[]> {
  const rows = await withDigests(db, round)
    .where("digests.id", "is", null)
    .where("subscriptions.id", ">", after)
    .orderBy("subscriptions.id")
    .limit(limit)
    .selectAll("subscriptions")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    address: row.address,
    addressKey: row.address_key,
    wish: wishOf(row),
    confirmedAt: row.confirmed_at,
  }));
}

export async function countSubscribers(
  db: Database,
  round: Round,
): Promise<{ waiting: number; served: number }> {
  const { all, served } = await withDigests(db, round)
    .select((select) => [
      select.fn.countAll<number>().as("all"),
      select.fn.count<number>("digests.id").as("served"),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: all - served, served };
}
