// The order of an edition, with its reasons. Pure: papers and signals in, order out; the page, the
// API and the digest all ask here.
//
//   score = 3 · log2(1 + Σ votes by age) + prior
//
// A vote counts whole when fresh, half after a week, and never less than a quarter, so one vote
// always outweighs the prior (at most .8), which orders the papers that nobody has voted on yet.
// What was withdrawn stands last, whatever its score.
import { arxivOf } from "../papers/identifier.ts";
import type { Signal } from "../papers/signal.ts";

/** What ranking looks at in a paper. */
export interface Rankable {
  id: number;
  identifier: string;
  categories: string[];
  codeUrl: string | null;
  projectUrl: string | null;
  withdrawn?: boolean;
}

export interface Reason {
  kind: "votes" | "code" | "project" | "cross-list" | "newest";
  /** In words, as it stands on a card: `3 votes`. */
  text: string;
  /** What it adds to the score. */
  share: number;
}

export interface Ranked {
  id: number;
  score: number;
  /** Strongest first, never empty. */
  reasons: Reason[];
}

export const weights = {
  votes: 3,
  voteHalvesAfterDays: 7,
  voteCountsAtLeast: 0.25,
  code: 0.4,
  project: 0.25,
  crossList: 0.05,
  crossListsCounted: 3,
} as const;

/** Best first; equals stand newest first. */
export function rank(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  { now }: { now: Date },
): Ranked[] {
  const votes = Map.groupBy(signals, (signal) => signal.paper);
  return papers
    .map((paper) => ({ paper, ranked: score(paper, votes.get(paper.id) ?? [], now) }))
    .toSorted(
      (a, b) =>
        Number(a.paper.withdrawn ?? false) - Number(b.paper.withdrawn ?? false) ||
        b.ranked.score - a.ranked.score ||
        newestFirst(a.paper, b.paper),
    )
    .map(({ ranked }) => ranked);
}

function score(paper: Rankable, votes: readonly Signal[], now: Date): Ranked {
  const reasons = [...voteReasons(votes, now), ...priorReasons(paper)].toSorted(
    (a, b) => b.share - a.share,
  );
  const total = reasons.reduce((sum, reason) => sum + reason.share, 0);
  if (reasons.length === 0) {
    const category = paper.categories[0];
    const text = category ? `newest in ${category}` : "no votes yet";
    reasons.push({ kind: "newest", text, share: 0 });
  }
  return { id: paper.id, score: total, reasons };
}

function voteReasons(votes: readonly Signal[], now: Date): Reason[] {
  if (votes.length === 0) return [];
  const sum = votes.reduce((total, vote) => total + voteWeight(vote, now), 0);
  const text = votes.length === 1 ? "1 vote" : `${votes.length} votes`;
  return [{ kind: "votes", text, share: weights.votes * Math.log2(1 + sum) }];
}

function voteWeight(vote: Signal, now: Date): number {
  const days = Math.max(0, now.getTime() - Date.parse(vote.at)) / 86_400_000;
  return Math.max(weights.voteCountsAtLeast, 2 ** (-days / weights.voteHalvesAfterDays));
}

function priorReasons(paper: Rankable): Reason[] {
  const reasons: Reason[] = [];
  if (paper.codeUrl) reasons.push({ kind: "code", text: "code", share: weights.code });
  if (paper.projectUrl) {
    reasons.push({ kind: "project", text: "project page", share: weights.project });
  }
  const crossLists = paper.categories.slice(1);
  if (crossLists.length > 0) {
    const named = crossLists.slice(0, weights.crossListsCounted);
    const more = crossLists.length - named.length;
    const text = `cross-listed in ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    reasons.push({ kind: "cross-list", text, share: weights.crossList * named.length });
  }
  return reasons;
}

/** By arXiv's number, since later numbers were sent in later; the rest as they came in. */
function newestFirst(a: Rankable, b: Rankable): number {
  const [one, other] = [arxivOf(a.identifier), arxivOf(b.identifier)];
  if (one === undefined || other === undefined) {
    return Number(one === undefined) - Number(other === undefined) || a.id - b.id;
  }
  return one < other ? 1 : one > other ? -1 : 0;
}
