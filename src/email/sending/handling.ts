// What becomes of a message of the outbox once somebody takes it to send it, and of what nobody could
// send.
import { CompiledQuery, sql, type UpdateObject } from "kysely";
import type { Database, Tables } from "../../store/tables.ts";
import { isWaiting, noBytes, type Outgoing } from "./outbox.ts";

/** That state, or `suppressed` where the reader of a digest has left since it was taken. */
function unlessLeft(state: "queued" | "uncertain") {
  return sql<typeof state | "suppressed">`iif(outbox.kind = 'digest' and exists (
    select 1 from subscriptions
    where subscriptions.id = outbox.subscription_id and subscriptions.status <> 'confirmed'
  ), 'suppressed', ${state})`;
}

/**
 * Marks a message as being sent. @returns what was tried with it; nothing where another has it, or
 * it was taken back.
 */
export async function takeMail(db: Database, { id, sender }: Holding): Promise<Tried | undefined> {
  const { rows } = await db.executeQuery<Tried>(CompiledQuery.raw(takeOne, [sender, id]));
  return rows[0];
}

export interface Tried {
  /** This time included. */
  attempts: number;
  /** How often the mail server has refused the recipient of this message by policy. */
  refusals: number;
}

// Written out, since to build these takes longer than to do them, and a hundred thousand times.
// Whoever hides, deletes or mutes withdraws the letters that tell it (community/notifications/letters.ts),
// and listWanted asks the whole of it again. Here is only what must never leak, should neither have seen
// it: what a moderator hid since this letter was made ready. Whoever looks next takes that letter back.
const takeOne = `update outbox set state = 'sending', sender = ?, attempts = attempts + 1
  where id = ? and state in ('queued', 'uncertain') and not (kind = 'notification' and exists (
    select 1 from notifications join comments on comments.id = notifications.comment_id
    where notifications.outbox_id = outbox.id and comments.standing <> 'shown'))
  returning attempts, refusals`;
const sentOne = `update outbox
  set state = 'sent', sent_at = ?, carried_by = ?, last_error = null, message = x'', sender = null
  where id = ? and state = 'sending' and sender = ?`;

interface Holding {
  id: number;
  /** Who took it. */
  sender: string;
}

export type CarriedBy = "smtp" | "folder" | "webhook";

export async function markSent(
  db: Database,
  { id, sender, by, now }: Holding & { by: CarriedBy; now: Date },
): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(sentOne, [now.toISOString(), by, id, sender]));
}

export async function markFailed(db: Database, { error, ...held }: Holding & { error: string }) {
  await settle(db, held, { state: "failed", last_error: error, message: noBytes });
}

export interface PutBack {
  due?: Date;
  error: string;
  /** Nothing came near the server. */
  untried?: boolean;
  uncertain?: boolean;
  /** The server itself put this recipient off. */
  isAnswered?: boolean;
  /** The server refused this recipient by policy. */
  isRefusal?: boolean;
}

/** Back into the queue, for `due` or at once. */
export async function putBack(
  db: Database,
  {
    due,
    error,
    untried = false,
    uncertain = false,
    isAnswered = false,
    isRefusal = false,
    ...held
  }: Holding & PutBack,
): Promise<void> {
  await settle(db, held, {
    state: unlessLeft(uncertain ? "uncertain" : "queued"),
    last_error: error,
    is_answered: isAnswered ? 1 : 0,
    ...(isRefusal && { refusals: sql<number>`refusals + 1` }),
    ...(due && { due_at: due.toISOString() }),
    ...(untried && { attempts: sql<number>`attempts - 1` }),
  });
}

/** Whatever happens to a message while it is being sent; anybody else leaves it alone then. */
async function settle(
  db: Database,
  { id, sender }: Holding,
  values: UpdateObject<Tables, "outbox">,
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ ...values, sender: null })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("sender", "=", sender)
    .execute();
}

/** Whoever has messages that are being sent, dead or alive. */
export async function listSenders(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom("outbox")
    .select("sender")
    .distinct()
    .where("state", "=", "sending")
    .execute();
  return rows.map(({ sender }) => sender ?? "");
}

/** The sender is dead: nobody knows what became of what it was sending. @returns how many. */
export async function markUncertain(db: Database, sender: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({
      state: unlessLeft("uncertain"),
      sender: null,
      is_answered: 0,
      last_error: "The program that was sending it was killed; it may have arrived.",
    })
    .where("state", "=", "sending")
    .where(sql<boolean>`ifnull(sender, '') = ${sender}`)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function hasExpired(db: Database, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom("outbox")
    .select("id")
    .where(isWaiting)
    .where("created_at", "<", since.toISOString())
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What waited for too long. */
export interface Expired {
  id: number;
  channel: Outgoing["channel"];
  error: string | null;
  /** The last time, the mail server itself put this very recipient off. */
  isAnswered: 0 | 1;
}

/** Gives up what has waited since before `since`. @returns what, and why it did not leave. */
export async function expireMail(db: Database, since: Date): Promise<Expired[]> {
  return await db
    .updateTable("outbox")
    .set({
      state: "failed",
      last_error: sql<string>`'It could not be sent for five days. ' || coalesce(last_error, '')`,
      message: noBytes,
    })
    .where(isWaiting)
    .where("created_at", "<", since.toISOString())
    .returning(["id", "channel", "last_error as error", "is_answered as isAnswered"])
    .execute();
}
