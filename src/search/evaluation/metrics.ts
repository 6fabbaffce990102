// How good a ranking is, by trec_eval's definitions, so that figures can be compared with those of
// others: the gain of a paper is its grade, and a grade above 0 makes it relevant.

/** What was judged of one query: grades by document. */
export type Grades = ReadonlyMap<string, number>;

/** Normalized discounted cumulative gain of the first `depth`; the ideal knows all that was judged. */
export function ndcg(ranking: readonly string[], grades: Grades, depth = 10): number {
  const gains = ranking.map((document) => Math.max(0, grades.get(document) ?? 0));
  const best = dcg(relevantGrades(grades), depth);
  return best === 0 ? 0 : dcg(gains, depth) / best;
}

/** Which share of all relevant documents stands among the first `depth`. */
export function recall(ranking: readonly string[], grades: Grades, depth = 100): number {
  const relevant = relevantGrades(grades).length;
  if (relevant === 0) return 0;
  return (
    ranking.slice(0, depth).filter((document) => isRelevant(grades, document)).length / relevant
  );
}

/** One by the place of the first relevant document; 0 where there is none. */
export function reciprocalRank(ranking: readonly string[], grades: Grades): number {
  const place = ranking.findIndex((document) => isRelevant(grades, document));
  return place < 0 ? 0 : 1 / (place + 1);
}

function isRelevant(grades: Grades, document: string): boolean {
  return (grades.get(document) ?? 0) > 0;
}

/** The best first. */
function relevantGrades(grades: Grades): number[] {
  return [...grades.values()].filter((grade) => grade > 0).toSorted((a, b) => b - a);
}

function dcg(gains: readonly number[], depth: number): number {
  let sum = 0;
  for (const [place, gain] of gains.slice(0, depth).entries()) sum += gain / Math.log2(place + 2);
  return sum;
}
