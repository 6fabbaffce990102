// What nobody asks for any more goes: mail that left long ago, what old digests said, wishes that
// were not confirmed. That a paper was sent to somebody is kept, so that it is not sent again.
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

const dayMs = 86_400_000;

/** For how many days it is kept. A bounce may take a week; a letter's page is read for months. */
const keptDays = { outbox: 90, digests: 120, wishes: 8, unanswered: 30, bounces: 400 };

/** Rows at a time, so that nobody waits for the lock. */
const atOnce = 2000;

/** @returns how many rows went. */
export async function tidyMail(db: Database, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
  let gone = 0;
  const outbox = sql`delete from outbox where id in (
    select id from outbox where created_at < ${before(keptDays.outbox)}
      and state in ('sent', 'failed', 'suppressed') limit ${atOnce})`;
  const contents = sql`delete from digest_contents where id in (
    select contents_id from digests where contents_id is not null
      and created_at < ${before(keptDays.digests)}
      and not exists (select 1 from digests as later
        where later.contents_id = digests.contents_id
          and later.created_at >= ${before(keptDays.digests)})
    limit ${atOnce})`;
  const cards = sql`delete from cards where edition in (
    select distinct edition from cards
      where edition not in (select edition from digest_contents) limit 20)`;
  const wishes = sql`delete from wishes where id in (
    select id from wishes where asked_at < ${before(keptDays.wishes)} limit ${atOnce})`;
  // Whoever was asked and never answered, or said no, is nobody's business.
  const unanswered = sql`delete from subscriptions where id in (
    select id from subscriptions where status != 'confirmed' and confirmed_at is null
      and created_at < ${before(keptDays.unanswered)}
      and id not in (select subscription_id from wishes) limit ${atOnce})`;
  const bounces = sql`delete from bounces where id in (
    select id from bounces where at < ${before(keptDays.bounces)} limit ${atOnce})`;
  for (const some of [outbox, contents, cards, wishes, unanswered, bounces]) {
    for (;;) {
      const { numAffectedRows = 0n } = await some.execute(db);
      gone += Number(numAffectedRows);
      await nextTurn();
      if (numAffectedRows === 0n) break;
    }
  }
  return gone;
}
