// In which order a subscriber is shown the papers of an edition: that of the page, the picks first;
// what is followed before the rest; lower what is like papers of which less was wanted.
import { followName, listFollowsOfAddress } from "../../community/follows.ts";
import type { Standing } from "../../editions/standings.ts";
import { likeness } from "../../ranking/diversity.ts";
import { pickAmong } from "../../ranking/reason.ts";
import { openMutes } from "../../search/muting.ts";
import type { Database } from "../../store/tables.ts";
import { findFollowed, type Followed, type Issue } from "./issues.ts";
import type { Follow, Wish } from "../subscriptions/wish.ts";

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
  {
    wish,
    account,
    hider,
    less,
  }: {
    wish: Wish;
    /** The mail address of the account whose follows may be meant. */
    account: string | undefined;
    /** The reader of that account, where the reader hides something. */
    hider: number | undefined;
    less: readonly number[];
  },
): Promise<Order> {
  const found = wish.follows.map((follow) => listFollowed(db, issue, follow, account));
  const followed = (await Promise.all(found)).flat();
  const papers = await withoutMuted(db, issue, { papers: await lowered(issue, less), hider });
  if (wish.follows.length === 0) return { papers, followsOf: () => [] };
  const followsOf = (paper: number) => [
    ...new Set(followed.filter((each) => each.papers.has(paper)).map(({ name }) => name)),
  ];
  const isFollowed = (paper: number) => followed.some((each) => each.papers.has(paper));
  if (wish.frequency === "alert") return { papers: papers.filter(isFollowed), followsOf };
  const picked = papers.filter((paper) => isPicked(issue.byPaper.get(paper)!));
  const others = papers.filter((paper) => !isPicked(issue.byPaper.get(paper)!));
  const first = others.filter(isFollowed);
  const rest = others.filter((paper) => !isFollowed(paper));
  return { papers: [...picked, ...first, ...rest], followsOf };
}

/** Without what the reader hides, picks included: nothing of it is in the letter or its subject. */
async function withoutMuted(
  db: Database,
  { reading: { finder, today } }: Issue,
  { papers, hider }: { papers: readonly number[]; hider: number | undefined },
): Promise<readonly number[]> {
  const muted =
    hider === undefined ? undefined : await openMutes(db, finder, { reader: hider, today });
  if (!muted) return papers;
  const hidden = await muted(papers);
  return papers.filter((paper) => !hidden.has(paper));
}

/** Nobody may have an account of that address, or one that follows nothing. */
async function listFollowed(
  db: Database,
  issue: Issue,
  follow: Follow,
  account: string | undefined,
): Promise<Followed[]> {
  if (!("following" in follow)) return [await findFollowed(db, issue, follow)];
  const own = account === undefined ? [] : await listFollowsOfAddress(db, account);
  return await Promise.all(
    own.map(async (each) => ({
      ...(await findFollowed(db, issue, { query: each.query })),
      name: followName(each),
    })),
  );
}

/** What was withdrawn since it was picked is on top no more. */
function isPicked({ candidate, reasons }: Standing): boolean {
  return !candidate.withdrawn && pickAmong(reasons) !== undefined;
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
  const picked = standings.filter(isPicked).map(({ candidate }) => candidate.id);
  const others = papers.filter((paper) => !picked.includes(paper));
  return [...picked, ...others.toSorted((a, b) => scores.get(b)! - scores.get(a)!)];
}
