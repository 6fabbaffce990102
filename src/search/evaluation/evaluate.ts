// Runs the judged queries of a collection and says how good the answers were, and how quick.
import type { JudgedQuery } from "./collection.ts";
import { confidenceInterval, mean, median, type Interval } from "./interval.ts";
import { ndcg, recall, reciprocalRank } from "./metrics.ts";

/** A figure over all queries, with its 95 % confidence interval. */
export interface Figure {
  value: number;
  interval: Interval;
}

export interface Quality {
  queries: number;
  ndcg10: Figure;
  recall100: Figure;
  mrr: Figure;
  /** Milliseconds until the first hundred were there. */
  p50ms: Figure;
}

/** How many documents of each answer are looked at. */
export const depth = 100;

/** @param search gives the documents found, best first, at most `depth` of them. */
export async function evaluate(
  queries: readonly JudgedQuery[],
  {
    search,
    onProgress,
  }: {
    search: (text: string) => Promise<readonly string[]>;
    onProgress?: (done: number) => void;
  },
): Promise<Quality> {
  const gains: number[] = [];
  const recalls: number[] = [];
  const ranks: number[] = [];
  const times: number[] = [];
  for (const { text, grades } of queries) {
    const start = performance.now();
    const ranking = await search(text);
    times.push(performance.now() - start);
    gains.push(ndcg(ranking, grades, 10));
    recalls.push(recall(ranking, grades, depth));
    ranks.push(reciprocalRank(ranking, grades));
    onProgress?.(times.length);
  }
  return {
    queries: queries.length,
    ndcg10: figure(gains, mean),
    recall100: figure(recalls, mean),
    mrr: figure(ranks, mean),
    p50ms: figure(times, median),
  };
}

export function figure(values: readonly number[], statistic: typeof mean): Figure {
  return { value: statistic(values), interval: confidenceInterval(values, statistic) };
}
