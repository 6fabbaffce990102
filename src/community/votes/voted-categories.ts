// The categories of what a reader votes for: what they may want to follow.
import type { Database } from "../../store/tables.ts";

/** Most votes first. */
export async function listVotedCategories(
  db: Database,
  { reader, limit }: { reader: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom("votes")
    .innerJoin("paper_categories", "paper_categories.paper_id", "votes.paper_id")
    .select((select) => ["category", select.fn.countAll<number>().as("votes")])
    .where("votes.reader_id", "=", reader)
    .groupBy("category")
    .orderBy("votes", "desc")
    .orderBy("category")
    .limit(limit)
    .execute();
  return rows.map(({ category }) => category);
}
