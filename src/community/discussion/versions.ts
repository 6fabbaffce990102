// What a comment said before it was edited, for those who may read what it says now.
import type { Database } from "../../store/tables.ts";
import type { Comment, Viewer } from "./comments.ts";

export interface Version {
  source: string;
  /** When it was written, ISO 8601. */
  at: string;
}

/** Which version a comment is at. */
export async function findVersion(db: Database, comment: number): Promise<number> {
  const { count } = await db
    .selectFrom("comment_versions")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("comment_id", "=", comment)
    .executeTakeFirstOrThrow();
  return count + 1;
}

const perPage = 20;

/**
 * The newest first, twenty a page; each with the one before it, but for the first.
 * @param comment as whoever looks may read it; empty where they may not
 * @param viewer its author and moderators see also what waited, and never stood there for others
 */
export async function listVersions(
  db: Database,
  { comment, viewer, page }: { comment: Comment; viewer: Viewer; page: number },
): Promise<{ versions: { version: Version; before: Version | undefined }[]; pages: number }> {
  if (comment.source === undefined) return { versions: [], pages: 1 };
  const seesAll = viewer !== undefined && (viewer.isModerator || viewer.id === comment.by?.id);
  const earlier = db
    .selectFrom("comment_versions")
    .where("comment_id", "=", comment.id)
    .$if(!seesAll, (query) => query.where("was_shown", "=", 1));
  const { count } = await earlier
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  // What it says now is the first of the first page.
  const from = (page - 1) * perPage - 1;
  const rows = await earlier
    .select(["source", "at"])
    .orderBy("version", "desc")
    .offset(Math.max(0, from))
    .limit(perPage + 1)
    .execute();
  const now: Version = { source: comment.source, at: comment.editedAt ?? comment.at };
  const all = page === 1 ? [now, ...rows] : rows;
  return {
    versions: all.slice(0, perPage).map((version, index) => ({ version, before: all[index + 1] })),
    pages: Math.ceil((count + 1) / perPage),
  };
}

/** What a comment said at a moment, or first. */
export async function findSourceAt(
  db: Database,
  { comment, moment }: { comment: number; moment: string },
): Promise<string> {
  const { source, at } = await db
    .selectFrom("comments")
    .select((comments) => ["source", comments.fn.coalesce("edited_at", "at").as("at")])
    .where("id", "=", comment)
    .executeTakeFirstOrThrow();
  if (at <= moment) return source;
  const row = await db
    .selectFrom("comment_versions")
    .select("source")
    .where("comment_id", "=", comment)
    .where((version) => version.or([version("at", "<=", moment), version("version", "=", 1)]))
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.source ?? source;
}
