// What moderators did, as it may be read: by everybody without what is private, by moderators whole.
// docs/moderation.md says who reads what; this file is where it holds.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { actsWithPeople, whyNotUndo, type ActDetail, type ActKind } from "./acts.ts";
import type { Person, Reader } from "../readers.ts";
import { findReason, type Reason } from "./reasons.ts";
import { inForce } from "./restrictions.ts";

export interface LoggedAct {
  id: number;
  kind: ActKind;
  /** The first act of those that were done at once with it, or itself. */
  press: number;
  /** ISO 8601. */
  at: string;
  /** `undefined` for a moderator who has no account any more. */
  by: Person | undefined;
  reason: Reason | undefined;
  sentence: string;
  /** For how long, of a suspension. */
  until: string | null;
  /** The act that it takes back, and the one that took it back. */
  undoes: number | null;
  undoneBy: number | null;
  /** How many comments a suspension or ban hid along. */
  hidden: number;
  /** Whom it was about, where whoever reads may know. */
  about: Person | undefined;
  /** The comment that it was about, where whoever reads may know. */
  comment: number | undefined;
  /** For moderators. */
  note: string | undefined;
  word: ActDetail["word"] | undefined;
  /** Whether whoever reads may take it back. */
  mayUndo: boolean;
}

interface Asked {
  /** Who reads, if a moderator; `undefined` for everybody else. */
  moderator: Reader | undefined;
  now: Date;
}

interface Part {
  limit: number;
  offset?: number;
  /** Only these. */
  acts?: readonly number[];
  /** Only those about this reader. */
  reader?: number;
  /** Only those about this comment. */
  comment?: number;
}

/** The newest first. */
export async function listActs(
  db: Database,
  { moderator, now, ...part }: Asked & Part,
): Promise<LoggedAct[]> {
  const rows = await acts(db)
    .select((select) => [
      select
        .selectFrom("restrictions")
        .select("restrictions.reader_id")
        .whereRef("restrictions.act_id", "=", "acts.id")
        .where(inForce(now))
        .as("restricts"),
    ])
    .$if(part.acts !== undefined, (query) => query.where("acts.id", "in", numbersIn(part.acts!)))
    .$if(part.reader !== undefined, (query) => query.where("acts.reader_id", "=", part.reader!))
    .$if(part.comment !== undefined, (query) => query.where("acts.comment_id", "=", part.comment!))
    .orderBy("acts.id", "desc")
    .limit(part.limit)
    .offset(part.offset ?? 0)
    .execute();
  return rows.map((row) => told(row, moderator));
}

/** What was done, the newest first; what was done at once together, in the order in which it was done. */
export async function listPresses(
  db: Database,
  { moderator, now, limit, offset }: Asked & { limit: number; offset: number },
): Promise<LoggedAct[][]> {
  const rows = await db
    .selectFrom("moderation_acts as acts")
    .leftJoin("moderation_acts as parts", "parts.press_id", "acts.id")
    .select(["acts.id", "parts.id as part"])
    .where("acts.id", "in", (firsts) =>
      firsts
        .selectFrom("moderation_acts")
        .select("id")
        .where("press_id", "is", null)
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset),
    )
    .execute();
  const ids = rows.flatMap(({ id, part }) => (part === null ? [id] : [id, part]));
  const acts = await listActs(db, { moderator, now, acts: ids, limit: ids.length });
  const presses = Map.groupBy(acts.toReversed(), ({ press }) => press);
  return [...presses.values()].toReversed();
}

export async function countPresses(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("moderation_acts")
    .where("press_id", "is", null)
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

function acts(db: Database) {
  return actsWithPeople(db).select([
    "acts.reason",
    "acts.sentence",
    "acts.note",
    "acts.press_id",
    "readers.id as reader",
    "readers.name",
    "readers.handle",
    "acts.moderator_id as byId",
    "moderators.name as by",
    "moderators.handle as byHandle",
    sql<number>`iif(acts.kind in ('suspend', 'ban'),
      json_array_length(acts.detail, '$.comments'), 0)`.as("hidden"),
    sql<string | null>`acts.detail -> '$.word'`.as("word"),
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof acts>["execute"]>>[number];

/** Kinds whose comment everybody may be led to: it bears no name, or stands there as before. */
const ofComment: readonly ActKind[] = ["hide", "show"];

function told(row: Row & { restricts: number | null }, moderator: Reader | undefined): LoggedAct {
  const isPublic = moderator === undefined;
  const about =
    row.name === null
      ? undefined
      : { id: row.reader!, name: row.name, handle: row.handle!, role: row.role! };
  return {
    id: row.id,
    kind: row.kind,
    press: row.press_id ?? row.id,
    at: row.at,
    by:
      row.by === null
        ? undefined
        : { id: row.byId!, name: row.by, handle: row.byHandle!, role: row.byRole! },
    reason: findReason(row.reason),
    sentence: row.sentence,
    until: row.until,
    undoes: row.undoes,
    undoneBy: row.undoneBy,
    hidden: row.hidden ?? 0,
    // Everybody knows who is suspended or banned, as long as it lasts.
    about: isPublic && row.restricts === null ? undefined : about,
    comment:
      row.comment_id === null || (isPublic && !ofComment.includes(row.kind))
        ? undefined
        : row.comment_id,
    note: isPublic ? undefined : row.note,
    word: isPublic || row.word === null ? undefined : (JSON.parse(row.word) as ActDetail["word"]),
    mayUndo:
      moderator !== undefined && whyNotUndo({ ...row, on: whomOf(row) }, moderator) === undefined,
  };
}

function whomOf({ reader, role }: Row) {
  return reader === null ? undefined : { id: reader, role: role! };
}
