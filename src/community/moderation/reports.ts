// Readers report comments: one report a reader and comment, which they may change until a moderator has
// looked. Nobody but moderators knows who reported what.
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { parseSentence } from "../sentence.ts";
import { demandReportPace } from "./limits.ts";
import { findReason, type Reason } from "./reasons.ts";
import { demandVoice } from "./restrictions.ts";

interface Whose {
  comment: number;
  reader: number;
}

export interface OwnReport {
  reason: Reason;
  sentence: string;
  /** Whether a moderator has looked since. */
  isSettled: boolean;
}

/** The reader's own. */
export async function findReport(
  db: Database,
  { comment, reader }: Whose,
): Promise<OwnReport | undefined> {
  const row = await db
    .selectFrom("reports")
    .select(["reason", "sentence", "act_id"])
    .where("comment_id", "=", comment)
    .where("reader_id", "=", reader)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    reason: findReason(row.reason) ?? "other",
    sentence: row.sentence,
    isSettled: row.act_id !== null,
  };
}

/** @throws Invalid */
export function parseReport(written: {
  reason?: string | undefined;
  sentence?: string | undefined;
}): { reason: Reason; sentence: string } {
  const reason = findReason(written.reason);
  if (!reason) throw new Invalid("Choose what is wrong with it.");
  return { reason, sentence: parseSentence(written.sentence ?? "") };
}

interface Report extends Whose {
  reason: Reason;
  sentence: string;
  now: Date;
}

/** @throws Forbidden, NotFound, TooMany */
export async function reportComment(
  db: Database,
  { comment, reader, reason, sentence, now }: Report,
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const about = await demandReportable(db, { comment, reader });
    const known = await findReport(db, { comment, reader });
    if (known?.isSettled && !(await isEditedSince(db, { comment, reader, about }))) return;
    if (!known) await demandReportPace(db, { reader, now });
    const said = { reason, sentence, at: now.toISOString(), act_id: null };
    await db
      .insertInto("reports")
      .values({ comment_id: comment, reader_id: reader, ...said })
      .onConflict((conflict) => conflict.columns(["comment_id", "reader_id"]).doUpdateSet(said))
      .execute();
  });
}

/** What everybody sees, and somebody else said. @throws Forbidden, NotFound */
export async function demandReportable(
  db: Database,
  { comment, reader }: Whose,
): Promise<{ editedAt: string | null }> {
  const row = await db
    .selectFrom("comments")
    .select(["standing", "reader_id", "edited_at"])
    .where("id", "=", comment)
    .executeTakeFirst();
  if (row?.standing !== "shown") throw new NotFound("There is no such comment here any more.");
  if (row.reader_id === reader) {
    throw new Forbidden("This comment is your own. You can edit or delete it.");
  }
  return { editedAt: row.edited_at };
}

/** Whether it says something else than when a moderator looked at what this reader had reported. */
async function isEditedSince(
  db: Database,
  { comment, reader, about }: Whose & { about: { editedAt: string | null } },
): Promise<boolean> {
  if (about.editedAt === null) return false;
  const { at } = await db
    .selectFrom("reports")
    .innerJoin("moderation_acts", "moderation_acts.id", "reports.act_id")
    .select("moderation_acts.at")
    .where("reports.comment_id", "=", comment)
    .where("reports.reader_id", "=", reader)
    .executeTakeFirstOrThrow();
  return about.editedAt > at;
}
