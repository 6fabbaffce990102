// Following the discussion of a paper: whoever does is told of every comment there.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";

const mostFollowed = 2000;

/** @throws Invalid when it is too much. */
export async function followPaper(
  db: Database,
  { reader, paper, now }: { reader: number; paper: number; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from followed_papers where reader_id = ${reader}
    `.execute(db);
    if (rows[0]!.count >= mostFollowed) {
      throw new Invalid(
        `You follow ${mostFollowed} discussions already. Leave some of them first.`,
      );
    }
    await db
      .insertInto("followed_papers")
      .values({ reader_id: reader, paper_id: paper, at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

export async function unfollowPaper(
  db: Database,
  { reader, paper }: { reader: number; paper: number },
): Promise<void> {
  await db
    .deleteFrom("followed_papers")
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .execute();
}

/** Those of these papers whose discussion the reader follows. */
export async function listFollowedPapers(
  db: Database,
  { reader, papers }: { reader: number; papers: readonly number[] },
): Promise<Set<number>> {
  const rows = await db
    .selectFrom("followed_papers")
    .select("paper_id")
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  return new Set(rows.map(({ paper_id }) => paper_id));
}

/** The numbers of all of them, the latest first. */
export async function listAllFollowedPapers(db: Database, reader: number): Promise<number[]> {
  const rows = await db
    .selectFrom("followed_papers")
    .select("paper_id")
    .where("reader_id", "=", reader)
    .orderBy("at", "desc")
    .execute();
  return rows.map(({ paper_id }) => paper_id);
}
