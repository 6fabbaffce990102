// Papers that share authors are about alike things: two names in common, or one and a category.
import type { Corpus } from "./corpus.ts";

/** Who has more papers than this shares a common name with others. */
const mostPapers = 40;
const mostRelatives = 6;

export function findRelatives({ authors, categories }: Corpus) {
  const byAuthor = new Map<string, number[]>();
  authors.forEach((names, paper) => {
    for (const name of new Set(names)) {
      const papers = byAuthor.get(name);
      if (papers) papers.push(paper);
      else byAuthor.set(name, [paper]);
    }
  });
  const starts = [0];
  const relatives: number[] = [];
  authors.forEach((names, paper) => {
    const shared = new Map<number, number>();
    for (const name of new Set(names)) {
      const papers = byAuthor.get(name)!;
      if (papers.length > mostPapers) continue;
      for (const other of papers)
        if (other !== paper) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const close = [...shared]
      .map(([other, count]) => ({
        other,
        score: count + (categories[other] === categories[paper] ? 1 : 0),
      }))
      .filter(({ score }) => score >= 2)
      .sort((a, b) => b.score - a.score || a.other - b.other)
      .slice(0, mostRelatives);
    for (const { other } of close) relatives.push(other);
    starts.push(relatives.length);
  });
  return { relativeStarts: shared(starts), relatives: shared(relatives) };
}

/** In memory that threads can share. */
export function shared(numbers: ArrayLike<number>): Int32Array {
  const array = new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * numbers.length)));
  array.set(numbers);
  return array;
}
