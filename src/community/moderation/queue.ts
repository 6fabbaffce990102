// What waits for moderators: comments that are held, and those that were reported.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { listForModerators, type Comment } from "../discussion/comments.ts";
import type { Reader } from "../readers.ts";
import { whyNotOn } from "./acts.ts";
import { readJudged, seenOf } from "./judging.ts";
import { findReason, type Reason } from "./reasons.ts";
import { readRecords, type ReaderRecord } from "./record.ts";

export interface ToldReport {
  reason: Reason;
  sentence: string;
  /** `undefined` where they have no account any more. */
  by: ReaderRecord | undefined;
  at: string;
}

export interface Waiting {
  comment: Comment;
  /** What it answers. */
  parent: Comment | undefined;
  /** Those that nobody has looked at, the oldest first. */
  reports: ToldReport[];
  /** Of its author, if they have an account. */
  record: ReaderRecord | undefined;
  /** What an answer to it bears (judging.ts). */
  seen: string;
  /** Why this moderator may do nothing about it. */
  whyNot: string | undefined;
}

/** Own comments do not wait for oneself: who reported them is nothing for their author. */
function waiting(reader: number) {
  return sql`(
    select id from comments where standing = 'held' and reader_id is not ${reader}
    union
    select reports.comment_id from reports join comments on comments.id = reports.comment_id
      where reports.act_id is null and comments.standing = 'shown'
        and comments.reader_id is not ${reader}
  )`;
}

/** How many comments wait for this moderator. */
export async function countWaiting(db: Database, reader: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${waiting(reader)}
  `.execute(db);
  return rows[0]!.count;
}

interface Asked {
  by: Reader;
  now: Date;
}

/** What most have reported first, since everybody sees it; then what has waited longest. */
export async function listWaiting(
  db: Database,
  { limit, ...asked }: Asked & { limit: number },
): Promise<Waiting[]> {
  const { rows } = await sql<{ id: number }>`
    select waiting.id,
      (select count(*) from reports where comment_id = waiting.id and act_id is null) as reports,
      coalesce((select min(at) from reports where comment_id = waiting.id and act_id is null),
        comments.edited_at, comments.at) as since
    from ${waiting(asked.by.id)} as waiting join comments on comments.id = waiting.id
    order by reports desc, since, waiting.id limit ${limit}
  `.execute(db);
  return await describeWaiting(db, { ...asked, comments: rows.map(({ id }) => id) });
}

/** What a moderator is to know of these comments, whether they wait or not. */
export async function describeWaiting(
  db: Database,
  { by, now, comments: ids }: Asked & { comments: readonly number[] },
): Promise<Waiting[]> {
  const comments = await listForModerators(db, { ids, by: by.id });
  const parents = await listForModerators(db, {
    ids: [...comments.values()].flatMap(({ parent }) => parent ?? []),
    by: by.id,
  });
  const states = await readJudged(db, ids);
  const reports = await listOpenReports(db, ids);
  const people = [
    ...[...comments.values()].flatMap((comment) => comment.by?.id ?? []),
    ...reports.flatMap(({ reader_id }) => reader_id ?? []),
  ];
  const records = await readRecords(db, { readers: people, now });
  return ids.flatMap((id): Waiting[] => {
    const comment = comments.get(id);
    if (!comment) return [];
    const record = comment.by && records.get(comment.by.id);
    const isOwn = record?.id === by.id;
    return [
      {
        comment,
        parent: comment.parent === null ? undefined : parents.get(comment.parent),
        reports: reports
          .filter((report) => report.comment_id === id && !isOwn)
          .map(({ reason, sentence, reader_id, at }) => ({
            reason: findReason(reason) ?? "other",
            sentence,
            by: reader_id === null ? undefined : records.get(reader_id),
            at,
          })),
        record,
        seen: seenOf(states.get(id)!),
        whyNot: whyNotOn(by, record),
      },
    ];
  });
}

async function listOpenReports(db: Database, comments: readonly number[]) {
  return await db
    .selectFrom("reports")
    .select(["comment_id", "reader_id", "reason", "sentence", "at"])
    .where("comment_id", "in", numbersIn(comments))
    .where("act_id", "is", null)
    .orderBy("at")
    .execute();
}
