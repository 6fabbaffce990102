// A reader's notifications: the list, how many are unread, and reading them.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { readNotifications, mayBeTold, type Notification } from "./notification.ts";

/** More is not counted. */
export const mostUnread = 99;

/** At most one more than `mostUnread`. */
export async function countUnread(db: Database, reader: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from notifications
      where notifications.reader_id = ${reader} and notifications.read_at is null and ${mayBeTold}
      limit ${mostUnread + 1})
  `.execute(db);
  return rows[0]!.count;
}

export interface Page {
  notifications: Notification[];
  /** The last of it, where there are older ones. */
  older: number | undefined;
}

/** The newest first. @param before - a number of the list; what is older than that */
export async function listNotifications(
  db: Database,
  { reader, before, limit }: { reader: number; before?: number | undefined; limit: number },
): Promise<Page> {
  let query = db
    .selectFrom("notifications")
    .select("notifications.id")
    .where("notifications.reader_id", "=", reader)
    .where(mayBeTold)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (before !== undefined) {
    query = query.where(
      sql<boolean>`(at, id) < (select at, id from notifications
        where id = ${before} and reader_id = ${reader})`,
    );
  }
  const ids = (await query.execute()).map(({ id }) => id);
  return {
    notifications: await readNotifications(db, ids.slice(0, limit)),
    older: ids.length > limit ? ids[limit - 1] : undefined,
  };
}

export interface Unread {
  id: number;
  comment: number;
}

/** The unread notifications of these comments, and of what moderators did about them. */
export async function listUnreadOf(
  db: Database,
  { reader, comments }: { reader: number; comments: readonly number[] },
): Promise<Unread[]> {
  const ids = numbersIn(comments);
  const { rows } = await sql<Unread>`
    select notifications.id, coalesce(notifications.comment_id, moderation_acts.comment_id) as comment
    from notifications left join moderation_acts on moderation_acts.id = notifications.act_id
    where notifications.reader_id = ${reader} and notifications.read_at is null
      and (notifications.comment_id in ${ids} or moderation_acts.comment_id in ${ids})
  `.execute(db);
  return rows;
}

/** Those of the numbers that are the reader's. What is read needs no letter any more. */
export async function markRead(
  db: Database,
  { reader, ids, now }: { reader: number; ids: readonly number[]; now: Date },
): Promise<void> {
  await db
    .updateTable("notifications")
    .set({ read_at: now.toISOString(), mail_due: null })
    .where("reader_id", "=", reader)
    .where("read_at", "is", null)
    .where("id", "in", numbersIn(ids))
    .execute();
}

/** All up to this one, which was the newest when the list was shown. */
export async function markAllRead(
  db: Database,
  { reader, newest, now }: { reader: number; newest: number; now: Date },
): Promise<void> {
  await db
    .updateTable("notifications")
    .set({ read_at: now.toISOString(), mail_due: null })
    .where("reader_id", "=", reader)
    .where("read_at", "is", null)
    .where("id", "<=", newest)
    .execute();
}

/** In days. */
const kept = { read: 90, unread: 365 };
const atOnce = 2000;

/** Sweeps away what is old, some at a time, so that nobody waits for the lock. @returns how many */
export async function sweepNotifications(db: Database, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  let gone = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from notifications where id in (
        select id from notifications
        where at < ${before(kept.read)} and (read_at is not null or at < ${before(kept.unread)})
        limit ${atOnce})
    `.execute(db);
    gone += Number(numAffectedRows);
    if (numAffectedRows === 0n) return gone;
  }
}
