// What moderators did, as it may be read: by everybody without what is private, by moderators whole.
// docs/moderation.md says who reads what; this file is where it holds.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { whyNotOn, type ActDetail, type ActKind } from "./acts.ts";
import type { Reader, Role } from "../readers.ts";
import { findReason, type Reason } from "./reasons.ts";

export interface LoggedAct {
  id: number;
  kind: ActKind;
  /** ISO 8601. */
  at: string;
  /** `undefined` for a moderator who has no account any more. */
  by: string | undefined;
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
  about: { name: string; handle: string } | undefined;
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
        .where((where) =>
          where.or([where("until", "is", null), where("until", ">", now.toISOString())]),
        )
        .as("restricts"),
    ])
    .$if(part.acts !== undefined, (query) => query.where("acts.id", "in", part.acts!))
    .$if(part.reader !== undefined, (query) => query.where("acts.reader_id", "=", part.reader!))
    .$if(part.comment !== undefined, (query) => query.where("acts.comment_id", "=", part.comment!))
    .orderBy("acts.id", "desc")
    .limit(part.limit)
    .offset(part.offset ?? 0)
    .execute();
  return rows.map((row) => told(row, moderator));
}

export async function countActs(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("moderation_acts")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

function acts(db: Database) {
  return db
    .selectFrom("moderation_acts as acts")
    .leftJoin("readers", "readers.id", "acts.reader_id")
    .leftJoin("readers as moderators", "moderators.id", "acts.moderator_id")
    .leftJoin("moderation_acts as undoing", "undoing.undoes", "acts.id")
    .select([
      "acts.id",
      "acts.kind",
      "acts.at",
      "acts.reason",
      "acts.sentence",
      "acts.note",
      "acts.until",
      "acts.undoes",
      "acts.comment_id",
      "acts.detail",
      "undoing.id as undone_by",
      "readers.id as reader",
      "readers.name",
      "readers.handle",
      "readers.role",
      "moderators.name as by",
      "moderators.role as by_role",
      sql<number>`iif(acts.kind in ('suspend', 'ban'),
        json_array_length(acts.detail, '$.comments'), 0)`.as("hidden"),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof acts>["execute"]>>[number];

/** Kinds whose comment everybody may be led to: it bears no name, or stands there as before. */
const ofComment: readonly ActKind[] = ["hide", "show"];

function told(row: Row & { restricts: number | null }, moderator: Reader | undefined): LoggedAct {
  const isPublic = moderator === undefined;
  const about = row.name === null ? undefined : { name: row.name, handle: row.handle! };
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    by: row.by ?? undefined,
    reason: findReason(row.reason),
    sentence: row.sentence,
    until: row.until,
    undoes: row.undoes,
    undoneBy: row.undone_by,
    hidden: row.hidden ?? 0,
    // Everybody knows who is suspended or banned, as long as it lasts.
    about: isPublic && row.restricts === null ? undefined : about,
    comment:
      row.comment_id === null || (isPublic && !ofComment.includes(row.kind))
        ? undefined
        : row.comment_id,
    note: isPublic ? undefined : row.note,
    word: isPublic ? undefined : (JSON.parse(row.detail) as ActDetail).word,
    mayUndo: moderator !== undefined && mayUndo(row, moderator),
  };
}

function mayUndo({ undoes, undone_by, by_role, reader, role }: Row, moderator: Reader): boolean {
  if (undoes !== null || undone_by !== null) return false;
  if (by_role === "owner" && moderator.role !== "owner") return false;
  const on = reader === null ? undefined : { id: reader, role: role as Role };
  return whyNotOn(moderator, on) === undefined;
}
