// What waits for moderators: comments that are held, and those that were reported.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { findComments, type Comment } from "../discussion/comments.ts";
import { findSourceAt } from "../discussion/versions.ts";
import type { Reader } from "../readers.ts";
import { whyNotOn } from "./acts.ts";
import { findHeldWord, listHeldWords } from "./held-words.ts";
import { readJudged, seenOf } from "./judging.ts";
import { findReason, type Reason } from "./reasons.ts";
import { readRecords, type ReaderRecord } from "./record.ts";
import { readWritten } from "./written.ts";

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
  /** What it said when it was first reported, where that is something else. */
  reported: string | undefined;
  /** The entry of the list for which it is held. */
  word: string | undefined;
  /** Of its author, if they have an account. */
  record: ReaderRecord | undefined;
  /** What an answer to it bears (judging.ts). */
  seen: string;
  /** Why this moderator may do nothing about it. */
  whyNot: string | undefined;
}

interface Whose {
  /** Who looks. */
  reader: number;
  /** Only what this reader said. */
  author?: number | undefined;
}

/** None is of both kinds. Own comments do not wait for oneself: who reported them is nothing for their author. */
function waiting({ reader, author }: Whose) {
  const theirs = author === undefined ? sql`` : sql`and comments.reader_id = ${author}`;
  return sql`(
    select id from comments where standing = 'held' and reader_id is not ${reader} ${theirs}
    union all
    select distinct reports.comment_id from reports join comments on comments.id = reports.comment_id
      where reports.act_id is null and comments.standing = 'shown'
        and comments.reader_id is not ${reader} ${theirs}
  )`;
}

/** How many comments wait for this moderator. */
export async function countWaiting(db: Database, whose: Whose): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${waiting(whose)}
  `.execute(db);
  return rows[0]!.count;
}

interface Asked {
  by: Reader;
  now: Date;
}

interface Part {
  limit: number;
  offset?: number;
  /** Only what this reader said. */
  author?: number | undefined;
}

export interface Queued extends Waiting {
  /** How many wait by its author, with it. */
  byAuthor: number;
}

/** What most have reported first, since everybody sees it; then what has waited longest. */
export async function listWaiting(
  db: Database,
  { limit, offset = 0, author, ...asked }: Asked & Part,
): Promise<Queued[]> {
  const { rows } = await sql<{ id: number; byAuthor: number }>`
    select waiting.id, count(*) over (partition by comments.reader_id) as byAuthor,
      (select count(*) from reports where comment_id = waiting.id and act_id is null) as reports,
      coalesce((select min(at) from reports where comment_id = waiting.id and act_id is null),
        comments.edited_at, comments.at) as since
    from ${waiting({ reader: asked.by.id, author })} as waiting join comments on comments.id = waiting.id
    order by reports desc, since, waiting.id limit ${limit} offset ${offset}
  `.execute(db);
  const byAuthor = new Map(rows.map((row) => [row.id, row.byAuthor]));
  const described = await describeWaiting(db, { ...asked, comments: [...byAuthor.keys()] });
  return described.map((each) => ({ ...each, byAuthor: byAuthor.get(each.comment.id)! }));
}

/** What a moderator is to know of these comments, whether they wait or not. */
export async function describeWaiting(
  db: Database,
  { by, now, comments: ids }: Asked & { comments: readonly number[] },
): Promise<Waiting[]> {
  const viewer = { id: by.id, isModerator: true };
  const comments = await findComments(db, { ids, viewer });
  const parents = await findComments(db, {
    ids: [...comments.values()].flatMap(({ parent }) => parent ?? []),
    viewer,
  });
  const states = await readJudged(db, ids);
  const reports = await listOpenReports(db, ids);
  const people = [
    ...[...comments.values()].flatMap((comment) => comment.by?.id ?? []),
    ...reports.flatMap(({ reader_id }) => reader_id ?? []),
  ];
  const words = await listHeldWords(db);
  const reported = await listReported(db, { comments, reports });
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
        reported: isOwn ? undefined : reported.get(id),
        word:
          comment.standing === "held"
            ? findHeldWord(words, readWritten(comment.source ?? ""))?.value
            : undefined,
        record,
        seen: seenOf(states.get(id)!),
        whyNot: whyNotOn(by, record),
      },
    ];
  });
}

/** Of those that were edited since they were reported, what they said then. */
async function listReported(
  db: Database,
  {
    comments,
    reports,
  }: {
    comments: ReadonlyMap<number, Comment>;
    reports: readonly { comment_id: number; at: string }[];
  },
): Promise<Map<number, string>> {
  const said = new Map<number, string>();
  for (const { comment_id: comment, at: moment } of reports) {
    const { editedAt = null, source } = comments.get(comment) ?? {};
    // The first report is the oldest.
    if (said.has(comment) || editedAt === null || editedAt <= moment) continue;
    const before = await findSourceAt(db, { comment, moment });
    if (before !== source) said.set(comment, before);
  }
  return said;
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
