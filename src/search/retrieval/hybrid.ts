// One order of what was found by words and what was found by meaning. Each gets a score of two parts, what
// its words say and how near its vector lies to the query's; for the best by these, the words' part is made
// steeper and a third is added: how good the papers are that are most alike to it.
import { likeness, type Asked, type Meaning } from "../vectors/meaning.ts";
import { similarityMatrix } from "./alike.ts";
import { compareHits, type Hit } from "./best.ts";
import { codeIn } from "./lists.ts";
import type { Lookup } from "./lookup.ts";
import { cosineOf } from "./nearest.ts";
import { worthOfNeighbours } from "./neighbours.ts";
import type { WordPlan } from "./plan.ts";

/** Of how many found by words, and by meaning, the order is made. */
export const foundByWords = 200;
export const foundByMeaning = 100;

/** How many of the best are held against each other. */
const heldAgainstOthers = 100;

// Chosen by the training queries of five collections, in the middle of what is about as good; see
// benchmarks/RESULTS.md.
const weights = { cosine: 1.2, neighbours: 2 };

interface Candidate extends Hit {
  /** What its words say, by what the best one's say. */
  words: number;
  /** How near its vector lies, as far as its text is long enough to tell. */
  nearness: number;
  /** From 0 for a text without words to 1. */
  fullness: number;
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
  const { lookup, meaning } = options;
  const candidates = judgeEach(hits, options);
  const best = candidates.slice(0, heldAgainstOthers);
  const others = worthOfNeighbours(
    Float64Array.from(best, ({ score }) => score),
    similarityMatrix(best, { segments: lookup.segments, meaning }),
    Float64Array.from(best, ({ fullness }) => fullness),
  );
  const judged = best.map((each, i) => ({
    ...each,
    score: steep(each.words) + weights.cosine * each.nearness + weights.neighbours * others[i]!,
  }));
  return [...judged.sort(compareHits), ...candidates.slice(heldAgainstOthers)];
}

/** Each by itself, the best first. */
function judgeEach(
  hits: readonly Hit[],
  { lookup: { segments }, asked, words }: HybridOptions,
): Candidate[] {
  const scores = hits.map(({ segment, place }) => wordScore(words, segment, place));
  const top = Math.max(1, ...scores);
  return hits
    .map((hit, i): Candidate => {
      const segment = segments[hit.segment]!;
      const fullness = fullnessOf(segment.columns.lengths[hit.place]!);
      const nearness = fullness * likeness(cosineOf(segment, hit.place, asked), asked);
      const said = scores[i]! / top;
      return { ...hit, words: said, nearness, fullness, score: said + weights.cosine * nearness };
    })
    .sort(compareHits);
}

/** A title alone holds what it was found by and little besides: it lies near more easily than an abstract. */
function fullnessOf(words: number): number {
  return words / (words + 16);
}

/** What stands far above all others by its words is likely what was looked for, whatever is alike to it. */
function steep(words: number): number {
  return Math.expm1(3 * words) / Math.expm1(3);
}

function wordScore(words: readonly WordPlan[], s: number, place: number): number {
  let sum = 0;
  for (const { lists, weights } of words)
    for (const list of lists[s]!) sum += weights[codeIn(list, place)]!;
  return sum;
}
