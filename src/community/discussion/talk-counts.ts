// How much is said of papers, for lists of them: all that a list needs in one query.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { provedClaims } from "../authorship/proved.ts";
import { isShown } from "./comments.ts";

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
  const byAuthors = provedClaims(db)
    .innerJoin("comments as theirs", (join) =>
      join
        .onRef("theirs.paper_id", "=", "claims.paper_id")
        .onRef("theirs.reader_id", "=", "claims.reader_id"),
    )
    .where(sql<boolean>`theirs.standing = 'shown' and claims.paper_id = comments.paper_id`)
    .select(sql`1`.as("one"));
  const rows = await db
    .selectFrom("comments")
    .select((select) => [
      "comments.paper_id as paper",
      select.fn.countAll<number>().as("comments"),
      select.exists(byAuthors).as("authors"),
    ])
    .where("comments.paper_id", "in", numbersIn(papers))
    .where(isShown)
    .groupBy("comments.paper_id")
    .execute();
  return new Map(
    rows.map(({ paper, comments, authors }) => [
      paper,
      { comments, authorsTakePart: Boolean(authors) },
    ]),
  );
}
