// In which order a subscriber is shown the papers of an edition: that of the page; what is followed
// before the rest; lower what is like papers of which less was wanted.
import { likeness } from "../../ranking/diversity.ts";
import type { Database } from "../../store/tables.ts";
import { findFollowed, type Issue } from "./issues.ts";
import type { Wish } from "../subscriptions/wish.ts";

export interface Order {
  /** By their numbers, best first; not all of them where only what is followed is wanted. */
  papers: readonly number[];
  /** What of that which the reader follows a paper is found by, in words. */
  followsOf: (paper: number) => string[];
}

/**
 * What a paper loses by being like one of which less was wanted, times their likeness. The scores of
 * a day lie within some six; so a copy is last, and a paper on the same question is out of sight.
 */
const lessLike = 6;

export async function orderFor(
  db: Database,
  issue: Issue,
  { wish, less }: { wish: Wish; less: readonly number[] },
): Promise<Order> {
  const followed = await Promise.all(wish.follows.map((follow) => findFollowed(db, issue, follow)));
  const papers = await lowered(issue, less);
  if (followed.length === 0) return { papers, followsOf: () => [] };
  const followsOf = (paper: number) =>
    followed.filter((each) => each.papers.has(paper)).map(({ name }) => name);
  const isFollowed = (paper: number) => followed.some((each) => each.papers.has(paper));
  const first = papers.filter(isFollowed);
  const rest = wish.frequency === "alert" ? [] : papers.filter((paper) => !isFollowed(paper));
  return { papers: [...first, ...rest], followsOf };
}

async function lowered(
  { standings, period, reading: { judge } }: Issue,
  less: readonly number[],
): Promise<number[]> {
  const papers = standings.map(({ candidate }) => candidate.id);
  if (less.length === 0) return papers;
  const disliked = await judge(less.map((id) => ({ id, day: period.first })));
  const judged = await judge(standings.map(({ candidate }) => candidate));
  const scores = new Map(
    standings.map(({ candidate: { id }, score }) => {
      const vector = judged.get(id)?.vector;
      const likest = [...disliked.values()].map((each) => likeness(vector, each.vector));
      return [id, score - lessLike * Math.max(0, ...likest)];
    }),
  );
  return papers.toSorted((a, b) => scores.get(b)! - scores.get(a)!);
}
