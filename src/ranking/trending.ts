// What is trending: the papers that something speaks for now, by the same shares as in an edition,
// each of which fades with its half-life. Pure; unlike an edition's order this one moves with time.
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import type { Day } from "../papers/period.ts";
import type { Signal } from "../papers/signal.ts";
import { countReasons, type Measured } from "./count-shares.ts";
import { halved } from "./half-life.ts";
import { bestFirst, type Rankable } from "./rank.ts";
import { pickReason, rankedBy, type Ranked } from "./reason.ts";
import { signalsByPaper } from "./signals-by-paper.ts";
import { voiceReasons, voicesAt } from "./voices.ts";
import type { Weights } from "./weights.ts";

export interface Trendable extends Rankable {
  /** The newest day on which it stands: what a count without a past is dated by. */
  lastDay: Day;
}

/** Those with a signal and not withdrawn, best first. */
export function trend(
  papers: readonly Trendable[],
  signals: readonly Signal[],
  { now, weights }: { now: Date; weights: Weights },
): Ranked[] {
  const { votesOf, discussionOf, countsOf, pickOf, typical } = signalsByPaper(papers, signals, {
    growing: ["upvotes", "comments", "stars"],
  });
  const timing = voicesAt(now.getTime(), weights);
  return papers
    .filter(({ withdrawn }) => !withdrawn)
    .map((paper) => {
      const { id, day, lastDay } = paper;
      const pick = pickOf(id);
      const fresh = (each: Measured) =>
        halved(
          now.getTime() - momentOf(each, lastDay),
          weights[`${each.count.kind}HalfLife` as const],
        );
      return {
        paper,
        ranked: rankedBy(id, [
          // Said, but what trends is told by what the many do.
          ...(pick ? [pickReason(pick)] : []),
          ...voiceReasons(
            { votes: votesOf(id), discussion: discussionOf(id) },
            { weights, timing },
          ),
          ...countReasons(countsOf(id), { weights, day, typical, fresh }),
        ]),
      };
    })
    .filter(({ ranked }) => ranked.score > 0)
    .toSorted(bestFirst)
    .map(({ ranked }) => ranked);
}

/** What grew has grown until it was shown; when the rest came nobody knows, but not before its day. */
function momentOf({ count, grew }: Measured, lastDay: Day): number {
  return grew ? Date.parse(count.at) : feedMomentOf(lastDay).getTime();
}
