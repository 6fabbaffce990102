// What was said of papers, by paper, and against what its counts are held.
import type { Day } from "../papers/period.ts";
import type { Count, Discussed, EditorsPick, Signal, Upvote } from "../papers/signal.ts";
import { findTypical, measure, type Measured, type Typical } from "./count-shares.ts";

interface SignalsByPaper {
  votesOf: (paper: number) => readonly Upvote[];
  /** One a reader. */
  discussionOf: (paper: number) => readonly Discussed[];
  countsOf: (paper: number) => readonly Measured[];
  /** The newest. */
  pickOf: (paper: number) => EditorsPick | undefined;
  typical: Typical;
}

/** Of several picks of a paper the newest. */
export function picksByPaper(signals: readonly Signal[]): Map<number, EditorsPick> {
  const picks = new Map<number, EditorsPick>();
  for (const signal of signals) {
    if (signal.kind !== "pick") continue;
    const known = picks.get(signal.paper);
    if (!known || known.day < signal.day) picks.set(signal.paper, signal);
  }
  return picks;
}

/** @param growing the kinds of counts whose growth is looked at, where it is known */
export function signalsByPaper(
  papers: readonly { id: number; day: Day }[],
  signals: readonly Signal[],
  { growing }: { growing: readonly Count["kind"][] },
): SignalsByPaper {
  const votes: Upvote[] = [];
  const discussed: Discussed[] = [];
  const counts: Count[] = [];
  const picks = picksByPaper(signals);
  for (const signal of signals) {
    if (signal.kind === "upvote") votes.push(signal);
    else if (signal.kind === "comment") discussed.push(signal);
    else if (signal.kind !== "pick") counts.push(signal);
  }
  const measured = measure(counts, growing);
  const votesOf = Map.groupBy(votes, ({ paper }) => paper);
  const discussionOf = Map.groupBy(discussed, ({ paper }) => paper);
  const countsOf = Map.groupBy(measured, ({ count }) => count.paper);
  const days = new Map(papers.map(({ id, day }) => [id, day]));
  return {
    votesOf: (paper) => votesOf.get(paper) ?? [],
    discussionOf: (paper) => discussionOf.get(paper) ?? [],
    countsOf: (paper) => countsOf.get(paper) ?? [],
    pickOf: (paper) => picks.get(paper),
    typical: findTypical(measured, (paper) => days.get(paper)),
  };
}
