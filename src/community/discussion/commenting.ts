// Writing, editing and deleting comments.
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { whyHold } from "../moderation/holding.ts";
import { demandPace } from "../moderation/limits.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import { notifyOfComment, recallComment } from "../notifications/notify.ts";
import type { Standing } from "./comments.ts";
import { findMentioned } from "./mentions.ts";

export const longestComment = 10_000;

/** What was typed, without the blank lines around it. @throws Invalid */
export function parseComment(written: string): string {
  const source = written.toWellFormed().replaceAll(/\r\n?/g, "\n").replaceAll("\0", "").trim();
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(source)) throw new Invalid("Write something first.");
  if ([...source].length > longestComment) {
    throw new Invalid(`A comment has ${longestComment} characters at most.`);
  }
  return source;
}

export interface NewComment {
  paper: number;
  reader: number;
  /** The comment that it answers. */
  parent?: number | undefined;
  /** As `parseComment` gives it. */
  source: string;
  now: Date;
}

/**
 * The same words by the same reader in the same place are the same comment, if they come within some
 * minutes: a button was pressed twice, or a page sent again.
 * @returns its number, and whether others see it yet. @throws Forbidden, Invalid, NotFound, TooMany
 */
export async function addComment(
  db: Database,
  { paper, reader, parent, source, now }: NewComment,
): Promise<{ id: number; standing: Standing }> {
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const above = parent === undefined ? undefined : await getAnswerable(db, parent);
    if (above && above.paper_id !== paper) throw new NotFound("There is no such comment here.");
    const same = await findSame(db, { paper, reader, parent, source, now });
    if (same) return same;
    await demandPace(db, { reader, now });
    const because = await whyHold(db, { reader, source, now });
    const standing = because === undefined ? "shown" : "held";
    const { id } = await db
      .insertInto("comments")
      .values({
        paper_id: paper,
        reader_id: reader,
        parent_id: parent ?? null,
        root_id: above?.root_id ?? 0,
        source,
        standing,
        held_because: because ?? null,
        at: now.toISOString(),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (!above) {
      await db.updateTable("comments").set({ root_id: id }).where("id", "=", id).execute();
    }
    await saveMentions(db, { comment: id, source });
    if (standing === "shown") await notifyOfComment(db, { comment: id, now });
    return { id, standing };
  });
}

const sameWithinMinutes = 10;

async function findSame(db: Database, { paper, reader, parent, source, now }: NewComment) {
  return await db
    .selectFrom("comments")
    .select(["id", "standing"])
    .where("reader_id", "=", reader)
    .where("at", ">", new Date(now.getTime() - sameWithinMinutes * 60_000).toISOString())
    .where("paper_id", "=", paper)
    .where("parent_id", "is", parent ?? null)
    .where("source", "=", source)
    .where("standing", "<>", "deleted")
    .executeTakeFirst();
}

async function getAnswerable(db: Database, id: number) {
  const row = await db
    .selectFrom("comments")
    .select(["paper_id", "root_id", "standing"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || row.standing === "held") throw new NotFound("There is no such comment here.");
  if (row.standing !== "shown") {
    throw new Invalid("This comment is gone, so nothing can be answered to it any more.");
  }
  return row;
}

export interface Change {
  comment: number;
  reader: number;
  now: Date;
}

/** What it said before stays in its history. @throws Forbidden, Invalid, NotFound */
export async function editComment(
  db: Database,
  { comment, reader, source, now }: Change & { source: string },
): Promise<Standing> {
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const before = await getOwn(db, { comment, reader });
    if (before.standing === "hidden") {
      throw new Forbidden("A moderator hid this comment, so it stays as it is.", {
        isOwners: false,
      });
    }
    if (before.source === source) return before.standing;
    const versions = await db
      .selectFrom("comment_versions")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("comment_id", "=", comment)
      .executeTakeFirstOrThrow();
    await db
      .insertInto("comment_versions")
      .values({
        comment_id: comment,
        version: versions.count + 1,
        source: before.source,
        at: before.edited_at ?? before.at,
      })
      .execute();
    const because = await whyHold(db, { reader, source, now });
    const standing = because === undefined ? before.standing : "held";
    await db
      .updateTable("comments")
      .set({
        source,
        edited_at: now.toISOString(),
        standing,
        held_because: because ?? before.held_because,
      })
      .where("id", "=", comment)
      .execute();
    await saveMentions(db, { comment, source });
    if (standing === "shown") await notifyOfComment(db, { comment, now, edited: true });
    else await recallComment(db, comment);
    return standing;
  });
}

/** Its text and all earlier ones go for good; the thread stays. @throws NotFound */
export async function deleteComment(db: Database, { comment, reader }: Change): Promise<void> {
  await db.transaction().execute(async (db) => {
    await getOwn(db, { comment, reader });
    await emptyComment(db, comment);
  });
}

/** Within a transaction. */
export async function emptyComment(db: Database, comment: number): Promise<void> {
  await db.deleteFrom("comment_versions").where("comment_id", "=", comment).execute();
  await db.deleteFrom("mentions").where("comment_id", "=", comment).execute();
  await db
    .updateTable("comments")
    .set({ source: "", standing: "deleted", held_because: null, edited_at: null })
    .where("id", "=", comment)
    .execute();
  await recallComment(db, comment);
}

async function getOwn(db: Database, { comment, reader }: { comment: number; reader: number }) {
  const row = await db
    .selectFrom("comments")
    .select(["source", "standing", "held_because", "at", "edited_at"])
    .where("id", "=", comment)
    .where("reader_id", "=", reader)
    .where("standing", "<>", "deleted")
    .executeTakeFirst();
  if (!row) throw new NotFound("You have no such comment.");
  return row;
}

async function saveMentions(
  db: Database,
  { comment, source }: { comment: number; source: string },
): Promise<void> {
  await db.deleteFrom("mentions").where("comment_id", "=", comment).execute();
  const mentioned = await findMentioned(db, source);
  if (mentioned.size === 0) return;
  await db
    .insertInto("mentions")
    .values(
      Array.from(mentioned, ([handle, { id }]) => ({ comment_id: comment, handle, reader_id: id })),
    )
    .execute();
}
