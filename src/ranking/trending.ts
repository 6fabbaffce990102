// What is trending: the papers that something speaks for now, by the same shares as in an edition,
// each of which fades with its half-life. Pure; unlike an edition's order this one moves with time.
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import type { Day } from "../papers/period.ts";
import type { Signal } from "../papers/signal.ts";
import { countReasons, findTypical, measure, type Measured } from "./count-shares.ts";
import { apart, bestFirst, type Rankable } from "./rank.ts";
import { rankedBy, type Ranked } from "./reason.ts";
import { halved, voteReasons, votingAt } from "./vote-share.ts";
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
  const { votes, counts } = apart(signals);
  const votesOf = Map.groupBy(votes, ({ paper }) => paper);
  const measured = measure(counts, ["upvotes", "comments", "stars"]);
  const countsOf = Map.groupBy(measured, ({ count }) => count.paper);
  const days = new Map(papers.map(({ id, day }) => [id, day]));
  const typical = findTypical(measured, (paper) => days.get(paper));
  const voting = votingAt(now.getTime(), weights);
  return papers
    .filter(({ withdrawn }) => !withdrawn)
    .map((paper) => {
      const { id, day, lastDay } = paper;
      const fresh = (each: Measured) =>
        halved(
          now.getTime() - momentOf(each, lastDay),
          weights[`${each.count.kind}HalfLife` as const],
        );
      return {
        paper,
        ranked: rankedBy(id, [
          ...voteReasons(votesOf.get(id) ?? [], { weights, voting }),
          ...countReasons(countsOf.get(id) ?? [], { weights, day, typical, fresh }),
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
