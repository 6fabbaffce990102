// A sender that nobody knows yet is trusted with little: so many mails on the first day, twice as
// many on each day after. Who sends thousands at once is taken for a thief of addresses.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

const dayMs = 86_400_000;

/**
 * How many mails may still be taken, by all processes together; `first` is the allowance of the first
 * day.
 */
export async function allowanceOf(
  db: Database,
  { first, now }: { first: number; now: Date },
): Promise<number> {
  const began = await findBeginning(db);
  const days = began === undefined ? 0 : Math.floor((now.getTime() - Date.parse(began)) / dayMs);
  const since = new Date(now.getTime() - dayMs).toISOString();
  // In one question, or a mail that is sent meanwhile counts as neither.
  const { rows } = await sql<{ used: number }>`
    select
      (select count(*) from outbox where sent_at > ${since} and carried_by = 'smtp')
      + (select count(*) from outbox where state = 'sending' and channel = 'mail') as used
  `.execute(db);
  // Beyond this, no list is long enough to reach it.
  return Math.max(0, first * 2 ** Math.min(days, 30) - rows[0]!.used);
}

/** When the first mail left over SMTP; what was written to a folder, or as a test, told nobody of us. */
async function findBeginning(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom("outbox")
    .select("sent_at")
    .where("sent_at", "is not", null)
    .where("carried_by", "=", "smtp")
    .where("kind", "!=", "test")
    .orderBy("sent_at")
    .limit(1)
    .executeTakeFirst();
  return row?.sent_at ?? undefined;
}
