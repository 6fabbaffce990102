// How good orders of days are: what stands in the first ten, against what a community picked later.
import { mean } from "../../search/evaluation/interval.ts";
import { figure, type Figure } from "../../search/evaluation/evaluate.ts";
import { ndcg } from "../../search/evaluation/metrics.ts";
import type { Day } from "../../papers/period.ts";
import type { Order } from "./orders.ts";
import type { RecordedPaper } from "./recorded-days.ts";

export interface RankingQuality {
  days: number;
  /** The gain of a paper is log2(1 + upvotes). */
  ndcg10: Figure;
  /** Which share of the first ten was picked. */
  precision10: Figure;
}

/** Days with fewer papers are no contest. */
export const leastPapers = 50;

/** The days that tell something: with enough papers, and one at least that was liked. */
export function contests(days: ReadonlyMap<Day, RecordedPaper[]>): RecordedPaper[][] {
  return [...days.values()].filter(
    (papers) => papers.length >= leastPapers && papers.some(({ gain }) => gain > 0),
  );
}

export function evaluateOrder(
  contests: readonly (readonly RecordedPaper[])[],
  order: Order,
): RankingQuality {
  const days = contests.map((papers) => {
    const scores = new Map(papers.map((paper) => [paper, order.score(paper)]));
    // The files are in no order that tells anything, so equals stand as they come.
    const ranked = papers.toSorted((a, b) => scores.get(b)! - scores.get(a)!);
    const grades = new Map(papers.map(({ paper, gain }) => [paper, gain]));
    return {
      ndcg: ndcg(
        ranked.map(({ paper }) => paper),
        grades,
      ),
      precision: mean(ranked.slice(0, 10).map(({ featured }) => Number(featured !== undefined))),
    };
  });
  return {
    days: days.length,
    ndcg10: figure(
      days.map((each) => each.ndcg),
      mean,
    ),
    precision10: figure(
      days.map((each) => each.precision),
      mean,
    ),
  };
}
