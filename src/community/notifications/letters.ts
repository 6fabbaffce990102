// What is on its way by mail and tells something that is to be told no more. The letter does not leave;
// what else it told is told by another, which is composed anew. The outbox is kept by email/sending, which
// stands above this; but whoever hides, deletes or mutes withdraws letters in the same transaction, or one
// would leave in between.
import { sql, type RawBuilder } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { mayBeTold } from "./notification.ts";

/**
 * Letters that wait and tell such a thing do not leave. One that is being sent this moment does; if it
 * comes back, it is looked at again before it is taken.
 */
export async function withdrawLetters(
  db: Database,
  that: RawBuilder<unknown>,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    update outbox set state = 'suppressed', message = x'',
      last_error = 'Not sent: what it tells has changed.'
    where state in ('queued', 'uncertain') and id in (
      select outbox_id from notifications where outbox_id is not null and ${that})
    returning id
  `.execute(db);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await sql`
    update notifications set outbox_id = null, mail_due = iif(read_at is null, at, null)
    where outbox_id in ${numbersIn(ids)}
  `.execute(db);
  return ids;
}

/**
 * Of these letters those that tell what may not be told any more, tell it otherwise than it stands by now,
 * or go where their reader is no more. Asked last, when a letter is about to leave. @returns which they were
 */
export async function withdrawStale(
  db: Database,
  letters: readonly number[],
): Promise<ReadonlySet<number>> {
  const stale = sql`outbox_id in ${numbersIn(letters)} and (not ${mayBeTold} or exists (
    select 1 from outbox as letter
      join readers on readers.id = notifications.reader_id
      left join comments on comments.id = notifications.comment_id
    where letter.id = notifications.outbox_id
      and (comments.edited_at > letter.created_at or lower(letter.recipient) <> readers.email)))`;
  return new Set(await db.transaction().execute((db) => withdrawLetters(db, stale)));
}
