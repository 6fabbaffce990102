// The scores of one segment's papers: BM25F, of which the index holds the paper's part and a plan
// the word's.
import { addAmong, isJumpingQuicker } from "./lists.ts";
import type { Matcher } from "./match.ts";
import type { Places } from "./places.ts";
import { wordsIn, type Plan, type WordPlan } from "./plan.ts";
import type { Postings } from "./postings.ts";
import type { Segment } from "./segment.ts";
import type { Standing } from "./standing.ts";
import { addScores, keepScored, scores } from "./tally.ts";

/** A plan as what must be matched first, and words to score. */
export interface Ranking {
  plan: Plan;
  words: readonly WordPlan[];
  /** Whether of what matches `plan`, those match that hold any of the words. */
  anyWord: boolean;
}

export function rankingOf(plan: Plan): Ranking {
  const words = eachOnce(wordsIn(plan));
  const parts = plan.kind === "and" ? plan.of : [plan];
  const [scored, ...others] = parts.filter((part) => wordsIn(part).length > 0);
  if (!scored || others.length > 0 || !isAnyOfWords(scored)) return { plan, words, anyWord: false };
  const of = parts.filter((part) => part !== scored);
  return { plan: { kind: "and", of, effort: plan.effort }, words, anyWord: true };
}

/** A word that is asked for several times counts as often, but is gone through once. */
function eachOnce(words: readonly WordPlan[]): WordPlan[] {
  const times = new Map<WordPlan, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times].map(([word, count]) =>
    count === 1 ? word : { ...word, weights: word.weights.map((weight) => weight * count) },
  );
}

function isAnyOfWords(plan: Plan): boolean {
  return (
    plan.kind === "word" || (plan.kind === "or" && plan.of.every(({ kind }) => kind === "word"))
  );
}

export class Scores {
  /** By paper; all 0 between segments. */
  readonly values = scores;

  constructor() {
    this.clear(this.values.length);
  }

  /** The papers that match, as `Matcher.match`; their scores are in `values`. */
  match(
    { plan, words, anyWord }: Ranking,
    matcher: Matcher,
    segment: Segment,
    s: number,
    alive: Places,
  ): Places {
    const matched = matcher.match(plan, segment, s, alive);
    for (const { lists, weights } of words) {
      const long: Postings[] = [];
      for (const list of lists[s]!) {
        if (isJumpingQuicker(matched.count, list.count))
          addAmong(list, weights, this.values, matched);
        else long.push(list);
      }
      if (long.length > 0) addScores(long, weights);
    }
    // Whatever a word weighs is more than 0.
    return anyWord ? keepScored(matched) : matched;
  }

  /** Gives papers that stand before others their score. */
  raise(standing: readonly Standing[]): void {
    for (const { place, score } of standing) this.values[place] = score;
  }

  clear(papers: number): void {
    this.values.fill(0, 0, papers);
  }
}
