// How much of what readers said here counts by when they said it, and why it counts for less than
// they are many. Votes and comments share it.
import { halved, msPerDay } from "./half-life.ts";
import { inSentence } from "./reason.ts";

/** How voices count in a list, and how that is told; moments are in milliseconds. */
export interface Timing {
  /** How much of a voice counts that came then: 0 to 1. */
  weigh: (at: number) => number;
  /** Whether the hours in which voices came still tell something, where the last came then. */
  tellsSpan: (last: number) => boolean;
  /**
   * Why these count for less than they are many, to be followed by for how much. `whose` is what to
   * say of those that count less whenever they came; empty where there are none.
   */
  whyLess: (times: readonly number[], whose: readonly string[]) => string;
}

/** However late a voice comes, it counts so much. */
export const lateVoiceCounts = 0.25;

/**
 * Whole until the day of the paper closes. It does not ask what time it is, so the order of a closed
 * day changes by new voices alone.
 */
export function timingUntil(closesAt: number, halfLife: number): Timing {
  return {
    weigh: (at) => Math.max(lateVoiceCounts, halved(at - closesAt, halfLife)),
    tellsSpan: (last) => last <= closesAt,
    whyLess: (times, whose) => {
      const count = times.filter((at) => at > closesAt).length;
      const causes = [...whose, ...(count === 0 ? [] : [some(count, times, "came after its day")])];
      const said = causes.join(", ");
      if (times.length === 1) return `${said} and counts`;
      if (causes.length > 1) return `${said}; these count less, in all`;
      return `${said} and ${countLess(said)}, in all`;
    },
  };
}

/** Less and less from the moment in which they came. */
export function timingAt(now: number, halfLife: number): Timing {
  return {
    weigh: (at) => halved(now - at, halfLife),
    tellsSpan: (last) => now - last < msPerDay,
    whyLess: (times, whose) => {
      const said = whose.join(", ");
      if (said === "") return "fading with age, now";
      if (times.length === 1) return `${said}, fading with age, now`;
      const count = whose.length > 1 ? "; these count less" : ` and ${countLess(said)}`;
      return `${said}${count}; fading with age, now`;
    },
  };
}

function countLess(who: string): string {
  return who.startsWith("1 ") ? "counts less" : "count less";
}

/** `4 came after its day`, `all came after its day`; of one alone `came after its day`. */
export function some(count: number, { length: all }: readonly unknown[], what: string): string {
  if (all === 1) return what;
  return `${count === all ? "all" : inSentence(count)} ${what}`;
}
