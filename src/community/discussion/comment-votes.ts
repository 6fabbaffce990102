// One vote a reader and comment; nobody votes for their own.
import { Forbidden, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";

/** Casts or takes back a vote; doing so twice is doing so once. @returns the votes afterwards. */
export async function voteForComment(
  db: Database,
  { comment, reader, up, now }: { comment: number; reader: number; up: boolean; now: Date },
): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const row = await db
      .selectFrom("comments")
      .select(["reader_id", "standing"])
      .where("id", "=", comment)
      .executeTakeFirst();
    if (row?.standing !== "shown") throw new NotFound("There is no such comment.");
    if (row.reader_id === reader) {
      throw new Forbidden("This is your own comment; others vote for it.");
    }
    if (up) {
      await db
        .insertInto("comment_votes")
        .values({ comment_id: comment, reader_id: reader, at: now.toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    } else {
      await db
        .deleteFrom("comment_votes")
        .where("comment_id", "=", comment)
        .where("reader_id", "=", reader)
        .execute();
    }
    const { votes } = await db
      .selectFrom("comment_votes")
      .select((select) => select.fn.countAll<number>().as("votes"))
      .where("comment_id", "=", comment)
      .executeTakeFirstOrThrow();
    return votes;
  });
}
