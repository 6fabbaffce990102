// What the votes of this instance's readers add to a score.
import type { Upvote } from "../papers/signal.ts";
import { inFormula, inSentence, type Reason } from "./reason.ts";
import type { Weights } from "./weights.ts";

/** How much of a vote counts that was cast at `at`, in milliseconds: 0 to 1. */
export type Weigh = (at: number) => number;

export const msPerDay = 86_400_000;

/** However late a vote comes, it counts so much. */
export const lateVoteCounts = 0.25;

/**
 * Whole until the day of the paper closes. It does not ask what time it is, so the order of a closed
 * day changes by new votes alone.
 */
export function weighUntil(closesAt: number, { votesHalfLife }: Weights): Weigh {
  return (at) => Math.max(lateVoteCounts, halved(at - closesAt, votesHalfLife));
}

/** Half as much for each half-life that has gone by; whole where none has begun. */
export function halved(ms: number, halfLifeDays: number): number {
  return 2 ** (-Math.max(0, ms) / (halfLifeDays * msPerDay));
}

/** The logarithm makes the second vote say less than the first: no crowd drowns everything else. */
export function voteReasons(
  votes: readonly Upvote[],
  { weights, weigh }: { weights: Weights; weigh: Weigh },
): Reason[] {
  if (votes.length === 0) return [];
  const times = votes.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b);
  const counted = times.reduce((sum, at) => sum + weigh(at), 0);
  return [
    {
      kind: "votes",
      text: inWords(times),
      share: weights.votes * Math.log2(1 + counted),
      detail: `${inFormula(weights.votes)} × log₂(1 + ${inFormula(counted)})`,
    },
  ];
}

/** `17 votes in 6 hours` where they came within a day, else `17 votes`. */
function inWords(times: readonly number[]): string {
  if (times.length === 1) return "1 vote";
  const hours = Math.max(1, Math.ceil((times.at(-1)! - times[0]!) / 3_600_000));
  const votes = `${inSentence(times.length)} votes`;
  if (hours > 24) return votes;
  return `${votes} in ${hours === 1 ? "an hour" : `${hours} hours`}`;
}
