// One vote a reader and comment; nobody votes for their own.
import { Forbidden, NotFound } from "../../errors.ts";
import type { Acting } from "../acting.ts";
import { demandVoice } from "../moderation/restrictions.ts";

/** Casts or takes back a vote; doing so twice is doing so once. @returns the votes afterwards. @throws Forbidden, NotFound, TooMany */
export async function voteForComment(
  { db, limits, clock }: Acting,
  { comment, reader, up }: { comment: number; reader: number; up: boolean },
): Promise<number> {
  await limits.commentVote(reader);
  const now = clock();
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
