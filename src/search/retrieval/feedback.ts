// What the best papers of a first ranking have in common, as words: papers that hold these too are
// likely to be about the same (relevance feedback without a judge, after Lavrenko and Croft's RM3).
import { isContent } from "../embedder/content-terms.ts";
import { impactOfCode } from "../segments/impact.ts";
import { noTerm } from "../segments/signatures.ts";
import type { Hit } from "./best.ts";
import type { Lookup } from "./lookup.ts";
import type { Postings } from "./segment.ts";
import { rarityOf } from "./weights.ts";

/** From so many papers, so many words. */
const learnedFrom = 10;
const wordsLearned = 30;

export interface LearnedWord {
  weight: number;
  /** By segment. */
  postings: readonly (Postings | undefined)[];
}

export interface Lesson {
  /** What the papers say most, */
  often: readonly LearnedWord[];
  /** and what of it is near in meaning to what was asked. */
  near: readonly LearnedWord[];
}

/**
 * @param first the best papers, and how good each is.
 * @param nearness of a word to the query, from -1 to 1.
 */
export function learnFrom(
  first: readonly (Hit & { worth: number })[],
  { lookup, nearness }: { lookup: Lookup; nearness: (key: string) => number },
): Lesson {
  const papers = first.slice(0, learnedFrom);
  const total = papers.reduce((sum, { worth }) => sum + worth, 0) || 1;
  const said = new Map<string, number>();
  for (const { segment: s, place, worth } of papers) {
    const segment = lookup.segments[s]!;
    for (const term of segment.signatures(place).slice()) {
      if (term === noTerm) continue;
      const key = segment.dictionary.term(term);
      const impact = impactIn(segment.postingsOf(term), place);
      if (isContent(key)) said.set(key, (said.get(key) ?? 0) + (worth / total) * impact);
    }
  }
  // Looking a word up in every segment takes time; what hardly anybody says is not looked up.
  const words = [...said]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3 * wordsLearned)
    .map(([key, weight]) => {
      const { postings, papers } = lookup.find(key);
      return { key, postings, weight: weight * rarityOf(papers, lookup.papers) };
    });
  const near = words.map((word) => ({
    ...word,
    weight: word.weight * Math.max(0, nearness(word.key)) ** 2,
  }));
  return { often: heaviest(words), near: heaviest(near) };
}

/** How much a paper says of the words, as a sum of their weights. */
export function saidIn(words: readonly LearnedWord[], s: number, place: number): number {
  let sum = 0;
  for (const { weight, postings } of words) {
    const list = postings[s];
    if (list) sum += weight * impactIn(list, place);
  }
  return sum;
}

function heaviest(words: readonly LearnedWord[]): LearnedWord[] {
  return words.toSorted((a, b) => b.weight - a.weight).slice(0, wordsLearned);
}

/** How much a word says about a paper, from 0 to 1; 0 where the paper does not hold it. */
function impactIn(list: Postings, place: number): number {
  return impactOfCode[codeIn(list, place)]!;
}

/** The code of a paper in a list; 0 where it is not there. */
export function codeIn(
  { papers, papersAt, codes, codesAt, count }: Postings,
  place: number,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (papers[papersAt + middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low < count && papers[papersAt + low] === place ? codes[codesAt + low]! : 0;
}
