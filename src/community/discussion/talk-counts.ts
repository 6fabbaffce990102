// How much is said of papers, for lists of them: all that a list needs in one query.
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";

export interface TalkCount {
  /** How many comments anybody may read. */
  comments: number;
  /** Whether one of them is by somebody who is known as an author of the paper. */
  authorsTakePart: boolean;
}

/** Of these papers those that have any. */
export async function countTalk(
  db: Database,
  papers: readonly number[],
): Promise<Map<number, TalkCount>> {
  if (papers.length === 0) return new Map();
  const rows = await db
    .selectFrom("comments")
    .leftJoin("claims", (join) =>
      join
        .onRef("claims.paper_id", "=", "comments.paper_id")
        .onRef("claims.reader_id", "=", "comments.reader_id")
        .on("claims.state", "=", "proved"),
    )
    .select((select) => [
      "comments.paper_id as paper",
      select.fn.countAll<number>().as("comments"),
      select.fn.count<number>("claims.id").as("authors"),
    ])
    .where("comments.paper_id", "in", numbersIn(papers))
    .where("comments.standing", "=", "shown")
    .groupBy("comments.paper_id")
    .execute();
  return new Map(
    rows.map(({ paper, comments, authors }) => [paper, { comments, authorsTakePart: authors > 0 }]),
  );
}
