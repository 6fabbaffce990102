// Who is told of a comment, and as what; of what moderators did, and of what became of a claim. Here it is
// only noted. Letters are composed of it later: see email/notices.
import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../store/tables.ts";
import { withdrawLetters } from "./letters.ts";
import { noticeKinds, usualWays, type NoticeKind } from "./notice-kinds.ts";

/** So long a letter waits: what was said in haste is changed or taken back within this time. */
export const graceMs = 2 * 60_000;

/**
 * A comment is there for others to see: it was written, or a moderator let it through. Within the
 * caller's transaction. However many follow the paper, it is one statement.
 * @param edited - it was there before; only those whom it mentions now and did not before are told
 */
export async function notifyOfComment(
  db: Database,
  { comment, now, edited = false }: { comment: number; now: Date; edited?: boolean },
): Promise<void> {
  if (edited) await recallEdited(db, comment);
  const at = now.toISOString();
  await sql`
    with said as (select * from comments where id = ${comment} and standing = 'shown'),
    concerned (reader_id, strength) as (
      ${
        edited
          ? sql``
          : sql`
        select above.reader_id, 0 from said
          join comments as above on above.id in (said.parent_id, said.root_id)
          where above.id <> said.id and above.standing = 'shown'
        union all
        select claims.reader_id, 2 from said join claims using (paper_id)
          where claims.state = 'proved'
        union all
        select submissions.reader_id, 2 from said join submissions using (paper_id)
        union all
        select followed_papers.reader_id, 3 from said join followed_papers using (paper_id)
        union all
      `
      }
      select mentions.reader_id, 1 from said join mentions on mentions.comment_id = said.id
    ),
    told as (
      select readers.id as reader_id, ${kindOf(sql`min(concerned.strength)`)} as kind,
        readers.settings
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
    select reader_id, kind, ${comment}, ${at}, ${dueBy(sql`${way}`, now)}
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

/** What became of a claim. Within the caller's transaction. */
export async function notifyOfClaim(
  db: Database,
  { claim, reader, now }: { claim: number; reader: number; now: Date },
): Promise<void> {
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
    kind: NoticeKind;
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
 * A comment is not there any more. What nobody has read nor had by mail is told no more, and letters
 * that tell it do not leave. Within the caller's transaction.
 */
export async function recallComment(db: Database, comment: number): Promise<void> {
  await withdrawLetters(db, sql`comment_id = ${comment}`);
  // What was told by mail stays known, so that it is not mailed again where the comment comes back.
  await db
    .deleteFrom("notifications")
    .where("comment_id", "=", comment)
    .where("read_at", "is", null)
    .where("outbox_id", "is", null)
    .execute();
}

/** Whom it mentions no more hears nothing of it; letters that told its earlier text tell the new one. */
async function recallEdited(db: Database, comment: number): Promise<void> {
  await withdrawLetters(db, sql`comment_id = ${comment}`);
  await sql`
    delete from notifications where comment_id = ${comment} and kind = 'mention'
      and read_at is null and outbox_id is null
      and reader_id not in (select reader_id from mentions where comment_id = ${comment})
  `.execute(db);
}

function kindOf(strength: RawBuilder<unknown>) {
  const kinds = noticeKinds.map((kind, index) => sql`when ${sql.lit(index)} then ${sql.lit(kind)}`);
  return sql`case ${strength} ${sql.join(kinds, sql` `)} end`;
}

/** How a row of `told` is to be told: as its reader chose, or as usual. */
const way = sql`coalesce(told.settings -> '$.notices' ->> told.kind,
  case told.kind ${sql.join(
    noticeKinds.map((kind) => sql`when ${sql.lit(kind)} then ${sql.lit(usualWays[kind])}`),
    sql` `,
  )} end)`;

/** When the letter is due; a digest waits on until its reader's hour, once it is looked at. */
function dueBy(way: RawBuilder<unknown>, now: Date) {
  const due = new Date(now.getTime() + graceMs).toISOString();
  return sql`iif(${way} in ('mail', 'digest'), ${due}, null)`;
}
