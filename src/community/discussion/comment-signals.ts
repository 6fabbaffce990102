// Comments as ranking hears of them: who takes part in the discussion of a paper, and since when. What
// readers think of one another's comments, by votes for them, is no concern of the paper.
import { sql } from "kysely";
import type { Discussed } from "../../papers/signal.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { isByAuthor } from "../authorship/proved.ts";
import { readSeniority } from "../votes/ballots.ts";
import { weighBallots } from "../votes/vote-weights.ts";
import { isShown } from "./comments.ts";

/**
 * One voice a reader and paper, from their first comment that others can read; the paper's own
 * authors have none, nor who was banned or has gone. Each weighs as a vote would that they cast then.
 */
export async function listCommentSignals(
  db: Database,
  papers: readonly number[],
): Promise<Discussed[]> {
  if (papers.length === 0) return [];
  const rows = await db
    .selectFrom("comments")
    .select((select) => ["paper_id as paper", "reader_id", select.fn.min("at").as("at")])
    .where("paper_id", "in", numbersIn(papers))
    .where(isShown)
    .where("reader_id", "is not", null)
    .where(sql<boolean>`not ${isByAuthor}`)
    .groupBy(["paper_id", "reader_id"])
    .orderBy("at")
    .orderBy("reader_id")
    .execute();
  const voices = rows.map(({ paper, reader_id, at }) => ({ paper, by: reader_id!, at }));
  const seniority = await readSeniority(
    db,
    voices.map(({ by }) => by),
  );
  const weights = weighBallots(
    voices.map(({ paper, by, at }) => ({
      paper,
      at,
      reader: seniority.get(by),
      network: undefined,
    })),
  );
  return voices.flatMap(({ paper, by, at }, index) => {
    const weight = weights[index]!;
    return weight > 0 ? [{ paper, kind: "comment", source: "here", at, weight, by }] : [];
  });
}
