// One order of what was found by words and what was found by meaning. Of the best of both, each gets
// a score of three parts: what its words say, how near its vector lies to the query's, and how much it
// has in common with the best papers (feedback).
import type { Asked, Meaning } from "../vectors/meaning.ts";
import { compareHits, type Hit } from "./best.ts";
import { codeIn, learnFrom, saidIn } from "./feedback.ts";
import type { Lookup } from "./lookup.ts";
import { cosineOf } from "./nearest.ts";
import type { WordPlan } from "./plan.ts";

/** Of how many found by words, and by meaning, the order is made. */
export const foundByWords = 200;
export const foundByMeaning = 100;

// Learned from the training queries of five collections; see benchmarks/RESULTS.md.
const weights = { cosine: 0.6, often: 0.1, near: 0.2 };

/**
 * How far feedback is to be trusted, from 0 to 1. Where the best paper by words stands far above the
 * fifth, or holds nearly all that was asked, it is what was looked for, and feedback leads away from
 * it; where they are alike and none holds much, the query is about a subject.
 */
function trustIn({ fifth, held }: { fifth: number; held: number }): number {
  return within((fifth - 0.4) / 0.4) * within((0.6 - held) / 0.2);
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

interface Candidate extends Hit {
  /** What its words say, by what the best one's say. */
  words: number;
  cosine: number;
  worth: number;
}

interface HybridOptions {
  lookup: Lookup;
  meaning: Meaning;
  asked: Asked;
  /** The words that make a paper's score. */
  words: readonly WordPlan[];
}

/** The hits in their new order; their scores are replaced. */
export function orderByBoth(hits: readonly Hit[], options: HybridOptions): Hit[] {
  const { lookup, asked, words } = options;
  if (hits.length === 0) return [];
  const { segments } = lookup;
  const scores = hits.map(({ segment, place }) => wordScore(words, segment, place));
  const top = Math.max(1, ...scores);
  const candidates = hits.map((hit, i): Candidate => {
    const said = scores[i]! / top;
    const cosine = cosineOf(segments[hit.segment]!, hit.place, asked);
    return { ...hit, words: said, cosine, worth: said + weights.cosine * cosine };
  });
  candidates.sort((a, b) => b.worth - a.worth || compareHits(a, b));
  const fifth = scores.toSorted((a, b) => b - a)[4] ?? 0;
  const trust = trustIn({ fifth: fifth / top, held: top / mostOf(words) });
  if (trust > 0) addFeedback(candidates, trust, options);
  return candidates
    .map((candidate) => ({ ...candidate, score: candidate.worth }))
    .sort(compareHits);
}

/** Adds to each what it has in common with the best. */
function addFeedback(
  candidates: Candidate[],
  trust: number,
  { lookup, meaning }: HybridOptions,
): void {
  const first = candidates.map((each) => ({ ...each, worth: each.words }));
  const nearness = (key: string) => meaning.nearness(key);
  const { often, near } = learnFrom(first, { lookup, nearness });
  const saidOften = candidates.map(({ segment, place }) => saidIn(often, segment, place));
  const saidNear = candidates.map(({ segment, place }) => saidIn(near, segment, place));
  const mostOften = Math.max(Number.MIN_VALUE, ...saidOften);
  const mostNear = Math.max(Number.MIN_VALUE, ...saidNear);
  candidates.forEach((candidate, i) => {
    candidate.worth +=
      trust *
      ((weights.often * saidOften[i]!) / mostOften + (weights.near * saidNear[i]!) / mostNear);
  });
}

/** What a paper would score that holds every word as strongly as can be. */
function mostOf(words: readonly WordPlan[]): number {
  return words.reduce((sum, { weights }) => sum + Math.max(...weights), 1);
}

function wordScore(words: readonly WordPlan[], s: number, place: number): number {
  let sum = 0;
  for (const { lists, weights } of words)
    for (const list of lists[s]!) sum += weights[codeIn(list, place)]!;
  return sum;
}
