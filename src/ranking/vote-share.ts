// What the votes of this instance's readers add to a score.
import type { Upvote } from "../papers/signal.ts";
import { enoughDigits } from "./arithmetic.ts";
import { halved, msPerDay } from "./half-life.ts";
import { inFormula, inSentence, type Reason } from "./reason.ts";
import type { Weights } from "./weights.ts";

/** How votes count in a list, and how that is told; moments are in milliseconds. */
export interface Voting {
  /** How much of a vote counts that was cast then: 0 to 1. */
  weigh: (at: number) => number;
  /** Whether the hours in which votes came still tell something, where the last came then. */
  tellsSpan: (last: number) => boolean;
  /**
   * Why these count for less than they are many, to be followed by for how much. `newcomers` is what
   * to say of those that count less whenever they came; empty where there are none.
   */
  whyLess: (times: readonly number[], newcomers: string) => string;
}

/** However late a vote comes, it counts so much. */
export const lateVoteCounts = 0.25;

/**
 * Whole until the day of the paper closes. It does not ask what time it is, so the order of a closed
 * day changes by new votes alone.
 */
export function votingUntil(closesAt: number, { votesHalfLife }: Weights): Voting {
  return {
    weigh: (at) => Math.max(lateVoteCounts, halved(at - closesAt, votesHalfLife)),
    tellsSpan: (last) => last <= closesAt,
    whyLess: (times, newcomers) => {
      const count = times.filter((at) => at > closesAt).length;
      const late = count === 0 ? "" : some(count, times, "came after its day");
      const causes = [newcomers, late].filter((each) => each !== "").join(", ");
      if (times.length === 1) return `${causes} and counts`;
      if (newcomers && late) return `${causes}; these count less, in all`;
      return `${causes} and ${countLess(causes)}, in all`;
    },
  };
}

/** Less and less from the moment in which they were cast. */
export function votingAt(now: number, { votesHalfLife }: Weights): Voting {
  return {
    weigh: (at) => halved(now - at, votesHalfLife),
    tellsSpan: (last) => now - last < msPerDay,
    whyLess: (times, newcomers) => {
      const alone = times.length === 1;
      const said = newcomers && `${newcomers}${alone ? ", " : ` and ${countLess(newcomers)}; `}`;
      return `${said}fading with age, now`;
    },
  };
}

/** The logarithm makes the second vote say less than the first: no crowd drowns everything else. */
export function voteReasons(
  votes: readonly Upvote[],
  { weights, voting }: { weights: Weights; voting: Voting },
): Reason[] {
  if (votes.length === 0) return [];
  const cast = votes
    .map(({ at, weight }) => ({ at: Date.parse(at), weight }))
    .toSorted((a, b) => a.at - b.at || a.weight - b.weight);
  const times = cast.map(({ at }) => at);
  const counted = cast.reduce((sum, { at, weight }) => sum + weight * voting.weigh(at), 0);
  const shareOf = (votes: number) => weights.votes * Math.log2(1 + votes);
  const shown = enoughDigits(counted, shareOf);
  const formula = `${inFormula(weights.votes)} × log₂(1 + ${shown})`;
  return [
    {
      kind: "votes",
      text: inWords(times, voting),
      share: shareOf(counted),
      detail:
        shown === inFormula(times.length)
          ? formula
          : `${voting.whyLess(times, newcomersAmong(cast))} ${shown}: ${formula}`,
    },
  ];
}

/** Whose votes count less whenever they come. */
function newcomersAmong(cast: readonly { weight: number }[]): string {
  const light = cast.filter(({ weight }) => weight < 1).length;
  if (light === 0) return "";
  if (cast.length === 1) return "is a newcomer’s";
  if (light === 1) return some(light, cast, "is by a newcomer or from one place with others");
  return some(light, cast, "are by newcomers or from one place");
}

function countLess(who: string): string {
  return who.startsWith("1 ") ? "counts less" : "count less";
}

/** `4 came after its day`, `all came after its day`; of one alone `came after its day`. */
function some(count: number, { length: all }: readonly unknown[], what: string): string {
  if (all === 1) return what;
  return `${count === all ? "all" : inSentence(count)} ${what}`;
}

/** `17 votes in 6 hours` where they came within a day and that is worth telling, else `17 votes`. */
function inWords(times: readonly number[], { tellsSpan }: Voting): string {
  if (times.length === 1) return "1 vote";
  const last = times.at(-1)!;
  const hours = Math.max(1, Math.ceil((last - times[0]!) / 3_600_000));
  const votes = `${inSentence(times.length)} votes`;
  if (hours > 24 || !tellsSpan(last)) return votes;
  return `${votes} in ${hours === 1 ? "an hour" : `${hours} hours`}`;
}
