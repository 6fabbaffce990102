// What the votes and the comments of this instance's readers add to a score, and in which words.
import type { Discussed, Upvote } from "../papers/signal.ts";
import { enoughDigits } from "./arithmetic.ts";
import { inFormula, inSentence, type Reason } from "./reason.ts";
import { some, timingAt, timingUntil, type Timing } from "./timing.ts";
import type { Weights } from "./weights.ts";

/** How both count in a list. */
export interface VoiceTiming {
  votes: Timing;
  discussion: Timing;
}

/** In an edition that closes at a moment, in milliseconds. */
export function voicesUntil(closesAt: number, weights: Weights): VoiceTiming {
  return {
    votes: timingUntil(closesAt, weights.votesHalfLife),
    discussion: timingUntil(closesAt, weights.discussionHalfLife),
  };
}

/** In what is trending at a moment, in milliseconds. */
export function voicesAt(now: number, weights: Weights): VoiceTiming {
  return {
    votes: timingAt(now, weights.votesHalfLife),
    discussion: timingAt(now, weights.discussionHalfLife),
  };
}

interface Voices {
  votes: readonly Upvote[];
  discussion: readonly Discussed[];
}

export function voiceReasons(
  { votes, discussion }: Voices,
  { weights, timing }: { weights: Weights; timing: VoiceTiming },
): Reason[] {
  const cast = inOrder(votes);
  const said = inOrder(discussion);
  return [
    ...(cast.length === 0
      ? []
      : [
          {
            kind: "votes" as const,
            text: votesInWords(timesOf(cast), timing.votes),
            ...shareOf(cast, { weight: weights.votes, timing: timing.votes }),
          },
        ]),
    ...(said.length === 0
      ? []
      : [
          {
            kind: "discussion" as const,
            text: discussionInWords(said.length),
            ...shareOf(said, { weight: weights.discussion, timing: timing.discussion }),
          },
        ]),
  ];
}

/** One vote, or one reader who takes part in the discussion. */
interface Voice {
  at: number;
  weight: number;
}

function inOrder(voices: readonly { at: string; weight: number }[]): Voice[] {
  return voices
    .map(({ at, weight }) => ({ at: Date.parse(at), weight }))
    .toSorted((a, b) => a.at - b.at || a.weight - b.weight);
}

function timesOf(voices: readonly Voice[]): number[] {
  return voices.map(({ at }) => at);
}

/** The logarithm makes the second say less than the first: no crowd drowns everything else. */
function shareOf(
  voices: readonly Voice[],
  { weight: first, timing }: { weight: number; timing: Timing },
): Pick<Reason, "share" | "detail"> {
  const counted = voices.reduce((sum, { at, weight }) => sum + weight * timing.weigh(at), 0);
  const share = (voices: number) => first * Math.log2(1 + voices);
  const shown = enoughDigits(counted, share);
  const formula = `${inFormula(first)} × log₂(1 + ${shown})`;
  const isWhole = shown === inFormula(voices.length);
  return {
    share: share(counted),
    detail: isWhole
      ? formula
      : `${timing.whyLess(timesOf(voices), lighter(voices))} ${shown}: ${formula}`,
  };
}

/** Whose voices count less whenever they come. */
function lighter(voices: readonly Voice[]): string[] {
  const light = voices.filter(({ weight }) => weight > 0 && weight < 1).length;
  const banned = voices.filter(({ weight }) => weight === 0).length;
  return [
    ...(light === 0 ? [] : [newcomers(light, voices)]),
    ...(banned === 0
      ? []
      : [some(banned, voices, banned === 1 ? "is by a banned reader" : "are by banned readers")]),
  ];
}

function newcomers(light: number, voices: readonly Voice[]): string {
  if (voices.length === 1) return "is a newcomer’s";
  if (light === 1) return some(light, voices, "is by a newcomer or from one place with others");
  return some(light, voices, "are by newcomers or from one place");
}

/** `17 votes in 6 hours` where they came within a day and that is worth telling, else `17 votes`. */
function votesInWords(times: readonly number[], { tellsSpan }: Timing): string {
  if (times.length === 1) return "1 vote";
  const last = times.at(-1)!;
  const hours = Math.max(1, Math.ceil((last - times[0]!) / 3_600_000));
  const votes = `${inSentence(times.length)} votes`;
  if (hours > 24 || !tellsSpan(last)) return votes;
  return `${votes} in ${hours === 1 ? "an hour" : `${hours} hours`}`;
}

function discussionInWords(readers: number): string {
  return readers === 1 ? "1 reader commented" : `${inSentence(readers)} readers discuss it`;
}
