// What waits in the outbox now.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

export interface WaitingMail {
  /** To be sent now. */
  due: number;
  /** To be tried again at a later time. */
  later: number;
  /** On its way this moment. */
  sending: number;
  /** It may have arrived already; it is sent once more. */
  uncertain: number;
  /** Since when the first of what is due is. */
  dueSince: string | undefined;
  /** When the oldest of it was written. */
  oldest: string | undefined;
  /** Why something of it was not sent when it was tried. */
  lastError: string | undefined;
}

interface Queue {
  due: number;
  later: number;
  dueSince: string | null;
  /** The least number was put in first, and stands in the index. */
  first: number | null;
}

export async function findWaitingMail(db: Database, now: Date): Promise<WaitingMail> {
  const queued = await lookAt(db, isQueued, now);
  const uncertain = await lookAt(db, isUncertain, now);
  const { sending } = await db
    .selectFrom("outbox")
    .select((row) => row.fn.countAll<number>().as("sending"))
    .where(sql<boolean>`state = 'sending'`)
    .executeTakeFirstOrThrow();
  const sinces = [queued.dueSince, uncertain.dueSince].filter((each) => each !== null);
  const firsts = [queued.first, uncertain.first].filter((each) => each !== null);
  return {
    due: queued.due,
    later: queued.later,
    sending,
    uncertain: uncertain.due + uncertain.later,
    dueSince: sinces.sort()[0],
    oldest: firsts.length > 0 ? await writtenAt(db, Math.min(...firsts)) : undefined,
    lastError: (await findError(db, isQueued, now)) ?? (await findError(db, isUncertain, now)),
  };
}

/** Written out, not bound: only so does SQLite see that the partial indexes fit. */
const isQueued = sql<boolean>`state = 'queued'`;
const isUncertain = sql<boolean>`state = 'uncertain'`;

async function lookAt(db: Database, isSo: typeof isQueued, now: Date): Promise<Queue> {
  const { rows } = await sql<Queue>`
    select count(*) filter (where due_at <= ${now.toISOString()}) as due,
      count(*) filter (where due_at > ${now.toISOString()}) as later,
      min(due_at) filter (where due_at <= ${now.toISOString()}) as "dueSince",
      min(id) as first
    from outbox where ${isSo}
  `.execute(db);
  return rows[0]!;
}

async function writtenAt(db: Database, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("outbox")
    .select("created_at")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.created_at;
}

/** What keeps back what is due tells more than what somebody has put off. */
async function findError(
  db: Database,
  isSo: typeof isQueued,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("outbox")
    .select("last_error")
    .where(isSo)
    .where("last_error", "is not", null)
    .orderBy((row) => row("due_at", ">", now.toISOString()))
    .orderBy("due_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.last_error ?? undefined;
}
