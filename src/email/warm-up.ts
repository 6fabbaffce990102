// A sender that nobody knows yet is trusted with little: so many mails on the first day, twice as
// many on each day after. Who sends thousands at once is taken for a thief of addresses.
import type { Database } from "../store/tables.ts";

const dayMs = 86_400_000;

/**
 * How many mails may still be taken, by all processes together; `first` is the allowance of the first
 * day, 0 for no limit.
 */
export async function allowanceOf(
  db: Database,
  { first, now }: { first: number; now: Date },
): Promise<number> {
  if (first === 0) return Infinity;
  const { began } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.min<string | null>("sent_at").as("began"))
    .where("sent_at", "is not", null)
    .where("channel", "=", "mail")
    .executeTakeFirstOrThrow();
  if (began === null) return first;
  const days = Math.floor((now.getTime() - Date.parse(began)) / dayMs);
  const { sent } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("sent"))
    .where("sent_at", ">", new Date(now.getTime() - dayMs).toISOString())
    .where("channel", "=", "mail")
    .executeTakeFirstOrThrow();
  const { sending } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("sending"))
    .where("state", "=", "sending")
    .where("channel", "=", "mail")
    .executeTakeFirstOrThrow();
  // Beyond this, no list is long enough to reach it.
  return Math.max(0, first * 2 ** Math.min(days, 30) - sent - sending);
}
