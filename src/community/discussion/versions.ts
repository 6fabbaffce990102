// What a comment said before it was edited, for those who may read what it says now.
import type { Database } from "../../store/tables.ts";
import type { Comment } from "./comments.ts";

export interface Version {
  /** From 1; the last one is what the comment says now. */
  version: number;
  source: string;
  /** When it was written, ISO 8601. */
  at: string;
}

const perPage = 20;

/**
 * The newest first, twenty a page; each with the one before it, but for the first.
 * @param comment as whoever looks may read it; empty where they may not
 */
export async function listVersions(
  db: Database,
  { comment, page }: { comment: Comment; page: number },
): Promise<{ versions: { version: Version; before: Version | undefined }[]; pages: number }> {
  if (comment.source === undefined) return { versions: [], pages: 1 };
  const { count } = await db
    .selectFrom("comment_versions")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("comment_id", "=", comment.id)
    .executeTakeFirstOrThrow();
  const newest = count + 1 - (page - 1) * perPage;
  const rows = await db
    .selectFrom("comment_versions")
    .select(["version", "source", "at"])
    .where("comment_id", "=", comment.id)
    .where("version", "<=", newest)
    .where("version", ">=", newest - perPage)
    .orderBy("version", "desc")
    .execute();
  const now: Version = {
    version: count + 1,
    source: comment.source,
    at: comment.editedAt ?? comment.at,
  };
  const all = page === 1 ? [now, ...rows] : rows;
  return {
    versions: all.slice(0, perPage).map((version, index) => ({ version, before: all[index + 1] })),
    pages: Math.ceil((count + 1) / perPage),
  };
}
