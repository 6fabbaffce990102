// The order of an edition, with its reasons. Pure: papers, signals, judgements and weights in, order
// out; the page, the API, the digest and the feeds all ask here.
//
//   score = editor · (the parts of the editor's judgement)
//         + votes · log2(1 + Σ votes, late ones less)
//         + discussion · log2(1 + Σ readers who comment, late ones less)
//         + for each count of another site: weight · min(most, log2(1 + count / typical))
//         − on the first screen: alike · likeness to a paper above
//
// What editors picked stands first, in the order that they gave it, and what was withdrawn last,
// whatever the scores.
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import { arxivOf } from "../papers/identifier.ts";
import { addDays, type Day } from "../papers/period.ts";
import type { EditorsPick, Signal, Upvote } from "../papers/signal.ts";
import { countReasons } from "./count-shares.ts";
import { spread } from "./diversity.ts";
import type { Judgement } from "./editor/judgement.ts";
import { pickReason, rankedBy, speaks, type Ranked, type Reason } from "./reason.ts";
import { picksByPaper, signalsByPaper } from "./signals-by-paper.ts";
import { voiceReasons, voicesUntil } from "./voices.ts";
import type { Weights } from "./weights.ts";

/** What ranking looks at in a paper. */
export interface Rankable {
  id: number;
  identifier: string;
  categories: readonly string[];
  withdrawn?: boolean;
  /** The day of the edition in which it stands; votes and comments count whole until it closes. */
  day: Day;
}

export interface RankOptions {
  /** What the editor's model says; a paper that it has not read is ranked without. */
  judgements: ReadonlyMap<number, Judgement>;
  weights: Weights;
}

interface Scored {
  paper: Rankable;
  ranked: Ranked;
}

interface Standing extends Scored {
  pick: EditorsPick | undefined;
}

/** Picks first, then best first; equals stand newest first. */
export function rank(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  options: RankOptions,
): Ranked[] {
  const scores = score(papers, signals, options);
  const picks = picksByPaper(signals);
  const standings = papers
    .map((paper, index) => ({ paper, ranked: scores[index]!, pick: picks.get(paper.id) }))
    .toSorted(pickedFirst);
  const standing = standings.filter(({ paper }) => !paper.withdrawn);
  const withdrawn = standings.filter(({ paper }) => paper.withdrawn);
  const { judgements, weights } = options;
  const vectorOf = ({ paper }: Standing) => judgements.get(paper.id)?.vector;
  const places = spread(standing, { weights, vectorOf, bestFirst: pickedFirst });
  return [...places, ...withdrawn].map(({ ranked }) => ranked);
}

/** Each paper by itself, in the order in which they were given. */
export function score(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  { judgements, weights }: RankOptions,
): Ranked[] {
  const { votesOf, discussionOf, countsOf, pickOf, typical } = signalsByPaper(papers, signals, {
    growing: ["stars"],
  });
  const timingOn = new Map(
    [...new Set(papers.map(({ day }) => day))].map((day) => [
      day,
      voicesUntil(closingOf(day), weights),
    ]),
  );
  return papers.map((paper) => {
    const { id, day } = paper;
    const votes = votesOf(id);
    const pick = pickOf(id);
    const reasons = [
      ...(pick ? [pickReason(pick)] : []),
      ...voiceReasons(
        { votes, discussion: discussionOf(id) },
        { weights, timing: timingOn.get(day)! },
      ),
      ...countReasons(countsOf(id), { weights, day, typical }),
      ...editorReasons(judgements.get(id), weights),
    ];
    return rankedBy(id, reasons.some(speaks) ? reasons : [...reasons, silenceOver(votes)]);
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

/** Picks of the newest day first, those of a day in the order that the editors gave them. */
function pickedFirst(a: Standing, b: Standing): number {
  if (!a.pick || !b.pick) return Number(!a.pick) - Number(!b.pick) || bestFirst(a, b);
  if (a.pick.day !== b.pick.day) return a.pick.day > b.pick.day ? -1 : 1;
  return a.pick.place - b.pick.place;
}

export function bestFirst(a: Scored, b: Scored): number {
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
