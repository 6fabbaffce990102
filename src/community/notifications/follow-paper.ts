// Following the discussion of a paper: whoever does is told of every comment there.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Acting } from "../acting.ts";

const mostFollowed = 2000;

interface Which {
  reader: number;
  /** By its number. */
  paper: number;
}

/** @throws Invalid when it is too much, TooMany */
export async function followPaper(
  { db, limits, clock }: Acting,
  { reader, paper }: Which,
): Promise<void> {
  await limits.follow(reader);
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
      .values({ reader_id: reader, paper_id: paper, at: clock().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** @throws TooMany */
export async function unfollowPaper(
  { db, limits }: Acting,
  { reader, paper }: Which,
): Promise<void> {
  await limits.follow(reader);
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
