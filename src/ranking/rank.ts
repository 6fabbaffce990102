// The order of an edition, with its reasons. Pure: papers, signals, judgements and weights in, order
// out; the page, the API, the digest and the feeds all ask here.
//
//   score = editor · (the parts of the editor's judgement)
//         + votes · log2(1 + Σ votes, late ones less)
//         + for each count of another site: weight · min(most, log2(1 + count / typical))
//         − on the first screen: alike · likeness to a paper above
//
// What was withdrawn stands last, whatever its score.
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import { arxivOf } from "../papers/identifier.ts";
import { addDays, type Day } from "../papers/period.ts";
import type { Signal, Upvote } from "../papers/signal.ts";
import { countReasons } from "./count-shares.ts";
import { spread } from "./diversity.ts";
import type { Judgement } from "./editor/judgement.ts";
import { rankedBy, type Ranked, type Reason } from "./reason.ts";
import { signalsByPaper } from "./signals-by-paper.ts";
import { voteReasons, votingUntil } from "./vote-share.ts";
import type { Weights } from "./weights.ts";

/** What ranking looks at in a paper. */
export interface Rankable {
  id: number;
  identifier: string;
  categories: readonly string[];
  withdrawn?: boolean;
  /** The day of the edition in which it stands; its votes count whole until that day closes. */
  day: Day;
}

export interface RankOptions {
  /** What the editor's model says; a paper that it has not read is ranked without. */
  judgements: ReadonlyMap<number, Judgement>;
  weights: Weights;
}

interface Standing {
  paper: Rankable;
  ranked: Ranked;
}

/** Best first; equals stand newest first. */
export function rank(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  options: RankOptions,
): Ranked[] {
  const scores = score(papers, signals, options);
  const standings = papers
    .map((paper, index) => ({ paper, ranked: scores[index]! }))
    .toSorted(bestFirst);
  const standing = standings.filter(({ paper }) => !paper.withdrawn);
  const withdrawn = standings.filter(({ paper }) => paper.withdrawn);
  const { judgements, weights } = options;
  const vectorOf = ({ paper }: Standing) => judgements.get(paper.id)?.vector;
  return [...spread(standing, { weights, vectorOf, bestFirst }), ...withdrawn].map(
    ({ ranked }) => ranked,
  );
}

/** Each paper by itself, in the order in which they were given. */
export function score(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  { judgements, weights }: RankOptions,
): Ranked[] {
  const { votesOf, countsOf, typical } = signalsByPaper(papers, signals, { growing: ["stars"] });
  const votingOn = new Map(
    [...new Set(papers.map(({ day }) => day))].map((day) => [
      day,
      votingUntil(closingOf(day), weights),
    ]),
  );
  return papers.map((paper) => {
    const { id, day } = paper;
    const votes = votesOf(id);
    const reasons = [
      ...voteReasons(votes, { weights, voting: votingOn.get(day)! }),
      ...countReasons(countsOf(id), { weights, day, typical }),
      ...editorReasons(judgements.get(id), weights),
    ];
    const speaks = reasons.some(({ share }) => share > 0);
    return rankedBy(id, speaks ? reasons : [...reasons, silenceOver(votes)]);
  });
}

/** When the next listing date begins on Eastern clocks. */
function closingOf(day: Day): number {
  return feedMomentOf(addDays(day, 1)).getTime();
}

/** Without their formula, which would be a line as long for each: /ranking has it. */
function editorReasons(judgement: Judgement | undefined, { editor }: Weights): Reason[] {
  return (judgement?.parts ?? []).map(({ kind, text, share }) => ({
    kind,
    text,
    share: editor * share,
  }));
}

/** Where nothing speaks for a paper; it stands by its date then. */
function silenceOver(votes: readonly Upvote[]): Reason {
  const text = votes.length === 0 ? "no votes yet" : "votes count nothing here";
  return { kind: "silence", text, share: 0 };
}

export function bestFirst(a: Standing, b: Standing): number {
  return b.ranked.score - a.ranked.score || newestFirst(a.paper, b.paper);
}

/** By arXiv's number, since later numbers were sent in later; the rest as they came in. */
function newestFirst(a: Rankable, b: Rankable): number {
  const [one, other] = [arxivOf(a.identifier), arxivOf(b.identifier)];
  if (one === undefined || other === undefined || one === other) {
    return Number(one === undefined) - Number(other === undefined) || a.id - b.id;
  }
  return one < other ? 1 : -1;
}
