// Who is told of a comment, and as what; of what moderators did, and of what became of a claim. Here it is
// only noted. Letters are composed of it later: see email/notifications.
import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import { withdrawLetters } from "./letters.ts";
import { notificationKinds, usualWays, type NotificationKind } from "./notification-kinds.ts";

/** So long a letter waits: what was said in haste is changed or taken back within this time. */
export const graceMs = 2 * 60_000;

/**
 * A comment is there for others to see: it was written, or a moderator let it through. Within the
 * caller's transaction. However many follow the paper, it is one statement.
 * @param edited - it was there before; only those whom it mentions now and did not before are told
 * @param restored - it was there before and is again: it is told as of when it was written, and by mail
 *   to whoever has neither read it nor had it by mail
 */
export async function notifyOfComment(
  db: Database,
  {
    comment,
    now,
    edited = false,
    restored = false,
  }: { comment: number; now: Date; edited?: boolean; restored?: boolean },
): Promise<void> {
  // Letters that told its earlier text tell the new one.
  if (edited) await recallComments(db, [comment]);
  await forgetUnmentioned(db, comment);
  if (!edited) await mailAgain(db, { comment, now });
  const at = restored ? sql`said.at` : sql`${now.toISOString()}`;
  await sql`
    with said as (select * from comments where id = ${comment} and standing = 'shown'),
    concerned (reader_id, strength) as (
      ${
        edited
          ? sql``
          : sql`
        select above.reader_id, ${strengthOf("reply")} from said
          join comments as above on above.id in (said.parent_id, said.root_id)
          where above.id <> said.id and above.standing = 'shown'
        union all
        select claims.reader_id, ${strengthOf("own")} from said join claims using (paper_id)
          where claims.state = 'proved'
        union all
        select submissions.reader_id, ${strengthOf("own")} from said
          join submissions using (paper_id)
        union all
        select followed_papers.reader_id, ${strengthOf("followed")} from said
          join followed_papers using (paper_id)
        union all
      `
      }
      select mentions.reader_id, ${strengthOf("mention")} from said
        join mentions on mentions.comment_id = said.id
    ),
    told as (
      select readers.id as reader_id, ${kindOf(sql`min(concerned.strength)`)} as kind,
        readers.settings, ${at} as at
      from said, concerned join readers on readers.id = concerned.reader_id
      where readers.id is not said.reader_id
        and not exists (select 1 from muted_threads
          where muted_threads.reader_id = readers.id and root_id = said.root_id)
        and not exists (select 1 from muted_people
          where muted_people.reader_id = readers.id and person_id = said.reader_id)
        and not exists (select 1 from restrictions
          where restrictions.reader_id = readers.id and restrictions.kind = 'banned')
      group by readers.id
    )
    insert into notifications (reader_id, kind, comment_id, at, mail_due)
    select reader_id, kind, ${comment}, at, ${dueBy(sql`${way}`, now)}
    from told where ${way} <> 'none'
    on conflict do nothing
  `.execute(db);
}

/** What a moderator did about somebody's comment, or about them. Within the caller's transaction. */
export async function notifyOfAct(
  db: Database,
  { act, reader, now }: { act: number; reader: number; now: Date },
): Promise<void> {
  await tell(db, { kind: "moderation", reader, now, about: { column: "act_id", id: act } });
}

/**
 * Such an act was taken back. Whoever was not told of it yet hears of neither; whoever was, hears of both.
 * Within the caller's transaction.
 */
export async function notifyOfUndoing(
  db: Database,
  { act, undoneBy, reader, now }: { act: number; undoneBy: number; reader: number; now: Date },
): Promise<void> {
  await withdrawLetters(db, sql`act_id = ${act}`);
  const { numDeletedRows } = await db
    .deleteFrom("notifications")
    .where("act_id", "=", act)
    .where("read_at", "is", null)
    .where("outbox_id", "is", null)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) await notifyOfAct(db, { act: undoneBy, reader, now });
}

/**
 * What became of a claim, in place of what was told of it before: that is told no more. A letter that leaves
 * this moment goes on telling it. Within the caller's transaction.
 */
export async function notifyOfClaim(
  db: Database,
  { claim, reader, now }: { claim: number; reader: number; now: Date },
): Promise<void> {
  await withdrawLetters(db, sql`claim_id = ${claim}`);
  await sql`
    delete from notifications where claim_id = ${claim}
      and not exists (select 1 from outbox where outbox.id = outbox_id and state = 'sending')
  `.execute(db);
  await tell(db, { kind: "claim", reader, now, about: { column: "claim_id", id: claim } });
}

async function tell(
  db: Database,
  {
    kind,
    reader,
    now,
    about: { column, id },
  }: {
    kind: NotificationKind;
    reader: number;
    now: Date;
    about: { column: "act_id" | "claim_id"; id: number };
  },
): Promise<void> {
  await sql`
    with told as (select id as reader_id, ${kind} as kind, settings from readers where id = ${reader})
    insert into notifications (reader_id, kind, ${sql.ref(column)}, at, mail_due)
    select reader_id, kind, ${id}, ${now.toISOString()}, ${dueBy(sql`${way}`, now)} from told
  `.execute(db);
}

/**
 * Comments are not there any more: letters that tell them do not leave. What was noted of them stays, since
 * they may come back; until then it may not be told. Within the caller's transaction.
 */
export async function recallComments(db: Database, comments: readonly number[]): Promise<void> {
  await withdrawLetters(db, sql`comment_id in ${numbersIn(comments)}`);
}

/** Whom it mentions no more hears nothing of it. */
async function forgetUnmentioned(db: Database, comment: number): Promise<void> {
  await sql`
    delete from notifications where comment_id = ${comment} and kind = 'mention'
      and read_at is null and outbox_id is null
      and reader_id not in (select reader_id from mentions where comment_id = ${comment})
  `.execute(db);
}

/** No letter waited for a comment that was not there. What nobody wants by mail, or is old, email leaves out. */
async function mailAgain(
  db: Database,
  { comment, now }: { comment: number; now: Date },
): Promise<void> {
  await sql`
    update notifications set mail_due = ${new Date(now.getTime() + graceMs).toISOString()}
    where comment_id = ${comment} and read_at is null and outbox_id is null and mail_due is null
  `.execute(db);
}

/** A place among the kinds, the strongest first. */
function strengthOf(kind: NotificationKind) {
  return sql.lit(notificationKinds.indexOf(kind));
}

function kindOf(strength: RawBuilder<unknown>) {
  const kinds = notificationKinds.map(
    (kind, index) => sql`when ${sql.lit(index)} then ${sql.lit(kind)}`,
  );
  return sql`case ${strength} ${sql.join(kinds, sql` `)} end`;
}

/** How a row of `told` is to be told: as its reader chose, or as usual. */
const way = sql`coalesce(told.settings -> '$.notifications' ->> told.kind,
  case told.kind ${sql.join(
    notificationKinds.map((kind) => sql`when ${sql.lit(kind)} then ${sql.lit(usualWays[kind])}`),
    sql` `,
  )} end)`;

/** When the letter is due; a digest waits on until its reader's hour, once it is looked at. */
function dueBy(way: RawBuilder<unknown>, now: Date) {
  const due = new Date(now.getTime() + graceMs).toISOString();
  return sql`iif(${way} in ('mail', 'digest'), ${due}, null)`;
}
