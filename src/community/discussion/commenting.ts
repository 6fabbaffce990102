// Writing, editing and deleting comments.
import { Forbidden, Invalid, NotFound, Outdated } from "../../errors.ts";
import { readableLines } from "../../papers/one-line.ts";
import { cutLog } from "../../store/cut-log.ts";
import type { Database } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Acting } from "../acting.ts";
import { hashOfWords, whyHold } from "../moderation/holding.ts";
import { allowMentions, demandEditPace, demandPace } from "../moderation/limits.ts";
import { lookAgain } from "../moderation/look-again.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import { notifyOfComment, recallComments } from "../notifications/notify.ts";
import type { Standing } from "./comments.ts";
import { findMentioned } from "./mentions.ts";
import { findVersion } from "./versions.ts";

export const longestComment = 10_000;

/** What was typed, without the blank lines around it. @throws Invalid */
export function parseComment(written: string): string {
  const source = readableLines(written);
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(source)) throw new Invalid("Write something first.");
  const { length } = [...source];
  if (length > longestComment) {
    const [most, many] = [longestComment, length].map((each) => each.toLocaleString("en-US"));
    throw new Invalid(`A comment has ${most} characters at most; this one has ${many}.`);
  }
  return source;
}

interface NewComment {
  /** The paper's number. */
  paper: number;
  reader: number;
  /** The comment that it answers. */
  parent?: number | undefined;
  /** Markdown, as typed. */
  source: string;
}

/**
 * The same words by the same reader in the same place are the same comment, if they come within some
 * minutes: a button was pressed twice, or a page sent again.
 * @returns its number, and whether others see it yet. @throws Forbidden, Invalid, NotFound, TooMany
 */
export async function writeComment(
  { db, limits, clock }: Acting,
  { source: typed, ...where }: NewComment,
): Promise<{ id: number; standing: Standing }> {
  const source = parseComment(typed);
  const { paper, reader, parent } = where;
  await limits.comment(reader);
  const now = clock();
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const above = parent === undefined ? undefined : await getAnswerable(db, parent);
    if (above && above.paper_id !== paper) throw new NotFound("There is no such comment here.");
    const same = await findSame(db, { ...where, source, now });
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
        words_hash: hashOfWords(source),
        at: now.toISOString(),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (!above) {
      await db.updateTable("comments").set({ root_id: id }).where("id", "=", id).execute();
    }
    await saveMentions(db, { comment: id, source, now });
    if (standing === "shown") await notifyOfComment(db, { comment: id, now });
    return { id, standing };
  });
}

const sameWithinMinutes = 10;

async function findSame(
  db: Database,
  { paper, reader, parent, source, now }: NewComment & { now: Date },
) {
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
    throw new Invalid("This comment is gone, so nobody can reply to it any more.");
  }
  return row;
}

interface Own {
  comment: number;
  reader: number;
}

interface Edit extends Own {
  /** Markdown, as typed. */
  source: string;
  /** Which version was edited, where that is known. */
  version?: number | undefined;
}

/** What it said before stays in its history. @throws Forbidden, Invalid, NotFound, Outdated, TooMany */
export async function editComment(
  { db, limits, clock }: Acting,
  { comment, reader, source: typed, version }: Edit,
): Promise<Standing> {
  const source = parseComment(typed);
  await limits.comment(reader);
  const now = clock();
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const before = await getOwn(db, { comment, reader });
    if (before.standing === "hidden") {
      throw new Forbidden("A moderator hid this comment, so it stays as it is.");
    }
    if (before.source === source) return before.standing;
    await demandEditPace(db, { reader, now });
    const current = await findVersion(db, comment);
    if (version !== undefined && version !== current) {
      throw new Outdated("You changed this comment elsewhere since you opened it here.");
    }
    await db
      .insertInto("comment_versions")
      .values({
        comment_id: comment,
        version: current,
        source: before.source,
        // What waited nobody has read, and nobody does once something else is let through.
        was_shown: before.standing === "shown" ? 1 : 0,
        at: before.edited_at ?? before.at,
      })
      .execute();
    // Both are asked: what was reported opens again, whatever else the words wait for.
    const again = await lookAgain(db, { comment, source });
    const because = (await whyHold(db, { reader, source, comment, now })) ?? again;
    const standing = because === undefined ? before.standing : "held";
    await db
      .updateTable("comments")
      .set({
        source,
        edited_at: now.toISOString(),
        standing,
        held_because: because ?? before.held_because,
        act_id: standing === before.standing ? before.act_id : null,
        words_hash: hashOfWords(source),
      })
      .where("id", "=", comment)
      .execute();
    await saveMentions(db, { comment, source, now });
    if (standing === "shown") await notifyOfComment(db, { comment, now, edited: true });
    else await recallComments(db, [comment]);
    return standing;
  });
}

/** Its text and all earlier ones go for good; the thread stays. @throws NotFound */
export async function deleteComment(
  { db }: Pick<Acting, "db">,
  { comment, reader }: Own,
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await getOwn(db, { comment, reader });
    await emptyComments(db, [comment]);
  });
  await cutLog(db);
}

/** Within a transaction. */
export async function emptyComments(db: Database, comments: readonly number[]): Promise<void> {
  const ids = numbersIn(comments);
  await db.deleteFrom("comment_versions").where("comment_id", "in", ids).execute();
  await db.deleteFrom("mentions").where("comment_id", "in", ids).execute();
  await db
    .updateTable("comments")
    .set({
      source: "",
      standing: "deleted",
      held_because: null,
      words_hash: null,
      edited_at: null,
    })
    .where("id", "in", ids)
    .execute();
  await recallComments(db, comments);
}

async function getOwn(db: Database, { comment, reader }: Own) {
  const row = await db
    .selectFrom("comments")
    .select(["source", "standing", "held_because", "act_id", "at", "edited_at"])
    .where("id", "=", comment)
    .where("reader_id", "=", reader)
    .where("standing", "<>", "deleted")
    .executeTakeFirst();
  if (!row) throw new NotFound("You have no such comment.");
  return row;
}

/** Whom it mentions besides those whom it may is neither told nor led to. @throws TooMany */
async function saveMentions(
  db: Database,
  { comment, source, now }: { comment: number; source: string; now: Date },
): Promise<void> {
  const before = await db
    .deleteFrom("mentions")
    .where("comment_id", "=", comment)
    .returning("reader_id")
    .execute();
  const mentioned = await findMentioned(db, source);
  if (mentioned.size === 0) return;
  const known = new Set(before.map((row) => row.reader_id));
  const people = [...new Set(Array.from(mentioned.values(), ({ id }) => id))];
  const others = people.filter((id) => !known.has(id));
  const allowed = await allowMentions(db, { comment, wanted: others.length, now });
  for (const id of others.slice(0, allowed)) known.add(id);
  const rows = Array.from(mentioned, ([handle, { id }]) => ({
    comment_id: comment,
    handle,
    reader_id: id,
  })).filter(({ reader_id }) => known.has(reader_id));
  if (rows.length > 0) await db.insertInto("mentions").values(rows).execute();
  if (allowed === 0) return;
  await db
    .updateTable("comments")
    .set((comments) => ({ people_mentioned: comments("people_mentioned", "+", allowed) }))
    .where("id", "=", comment)
    .execute();
}
