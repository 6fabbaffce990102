// Mail that waits for the mail server. A row is the whole message, so that every attempt sends the
// very same bytes; they are dropped once they are not needed, since they are many.
//
//   pending ──▶ sending ──▶ sent
//      │ ▲         ├──────▶ failed
//      │ └─────────┘
//      └──▶ cancelled
import { sql, type UpdateObject } from "kysely";
import type { Database, Tables } from "../store/tables.ts";
import type { Letter } from "./message.ts";

type Kind = Tables["outbox"]["kind"];

/** Written out, not bound: only so does SQLite see that the partial indexes fit. */
const isPending = sql<boolean>`state = 'pending'`;
const isSending = sql<boolean>`state = 'sending'`;

const noBytes = new Uint8Array();

/** One message as it leaves. */
export interface Outgoing {
  id: number;
  messageId: string;
  recipient: string;
  message: Uint8Array;
  /** This one included. */
  attempts: number;
}

export async function putIntoOutbox(
  db: Database,
  mail: { kind: Kind; subscription: number; digest?: number; letter: Letter; now: Date },
): Promise<void> {
  const { kind, subscription, digest, letter, now } = mail;
  await db
    .insertInto("outbox")
    .values({
      kind,
      subscription_id: subscription,
      digest_id: digest ?? null,
      message_id: letter.messageId,
      recipient: letter.to,
      subject: letter.subject,
      message: letter.raw,
      due_at: now.toISOString(),
      created_at: now.toISOString(),
    })
    .execute();
}

/** How many letters about the subscription itself were written since. */
export async function countConfirmations(
  db: Database,
  { subscription, since }: { subscription: number; since: Date },
): Promise<number> {
  const { letters } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("letters"))
    .where("subscription_id", "=", subscription)
    .where("kind", "=", "confirmation")
    .where("created_at", ">", since.toISOString())
    .executeTakeFirstOrThrow();
  return letters;
}

/** What is on its way to a subscription and has not left yet does not leave. */
export async function cancelMail(
  db: Database,
  { subscription }: { subscription: number },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ state: "cancelled", message: noBytes })
    .where("subscription_id", "=", subscription)
    .where("state", "=", "pending")
    .execute();
}

/** Whether a message is due, or was left behind by a sender that died. */
export async function hasWork(db: Database, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("outbox")
    .select("id")
    .where((row) =>
      row.or([row.and([isPending, row("due_at", "<=", now.toISOString())]), isSending]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many messages are due. */
export async function countDue(db: Database, now: Date): Promise<number> {
  const { due } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("due"))
    .where(isPending)
    .where("due_at", "<=", now.toISOString())
    .executeTakeFirstOrThrow();
  return due;
}

/** The next messages to send: those that somebody waits for before digests, the oldest first. */
export async function listDue(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<number[]> {
  const ids: number[] = [];
  for (const kind of ["confirmation", "digest"] as const) {
    if (ids.length >= limit) break;
    const rows = await db
      .selectFrom("outbox")
      .select("id")
      .where(isPending)
      .where("kind", "=", kind)
      .where("due_at", "<=", now.toISOString())
      .orderBy("due_at")
      .orderBy("id")
      .limit(limit - ids.length)
      .execute();
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

/** Marks a message as being sent; answers nothing where it was cancelled in between. */
export async function takeMail(db: Database, id: number): Promise<Outgoing | undefined> {
  return await db
    .updateTable("outbox")
    .set((row) => ({ state: "sending", attempts: row("attempts", "+", 1) }))
    .where("id", "=", id)
    .where("state", "=", "pending")
    .returning(["id", "message_id as messageId", "recipient", "message", "attempts"])
    .executeTakeFirst();
}

export async function markSent(db: Database, id: number, now: Date): Promise<void> {
  await settle(db, id, {
    state: "sent",
    sent_at: now.toISOString(),
    last_error: null,
    message: noBytes,
  });
}

export async function markFailed(db: Database, id: number, error: string): Promise<void> {
  await settle(db, id, { state: "failed", last_error: error, message: noBytes });
}

/** Back into the queue, for `due` or at once; `untried` where nothing came near the server. */
export async function putBack(
  db: Database,
  id: number,
  { due, error, untried = false }: { due?: Date; error: string; untried?: boolean },
): Promise<void> {
  await settle(db, id, {
    state: "pending",
    last_error: error,
    ...(due && { due_at: due.toISOString() }),
    ...(untried && { attempts: sql<number>`attempts - 1` }),
  });
}

/** Whatever happens to a message while it is being sent; anybody else leaves it alone then. */
async function settle(
  db: Database,
  id: number,
  values: UpdateObject<Tables, "outbox">,
): Promise<void> {
  await db
    .updateTable("outbox")
    .set(values)
    .where("id", "=", id)
    .where("state", "=", "sending")
    .execute();
}

/** For the one sender, at its start: whoever was sending these is dead. @returns how many. */
export async function recoverMail(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({ state: "pending" })
    .where(isSending)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Gives up what has waited since before `since`: nobody wants an old paper. @returns how many. */
export async function expireMail(db: Database, since: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({
      state: "failed",
      last_error: sql<string>`'It could not be sent for five days. ' || coalesce(last_error, '')`,
      message: noBytes,
    })
    .where(isPending)
    .where("created_at", "<", since.toISOString())
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
