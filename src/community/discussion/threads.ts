// The order of a discussion and its tree: who answers whom, and how much of it stands on one page.
import type { Comment } from "./comments.ts";

/** Time is the oldest first; votes is the most votes first, then the oldest. */
export type Order = "time" | "votes";

/** A comment with all that answers it. */
export interface Branch {
  id: number;
  /** `undefined` where it is not there for whoever looks, while answers to it are. */
  comment: Comment | undefined;
  replies: Branch[];
  /** How many comments in it can be read, its own included. */
  size: number;
}

/**
 * The threads of a discussion, in order. What was deleted or is not there is left out where nothing
 * answers it.
 * @param comments those before what answers them, as `listComments` gives them
 */
export function growThreads(comments: readonly Comment[], order: Order): Branch[] {
  const branches = new Map<number, Branch>();
  const threads: Branch[] = [];
  const fork = (id: number, comment: Comment | undefined, parent: Branch | undefined) => {
    const branch: Branch = {
      id,
      comment,
      replies: [],
      size: comment?.source === undefined ? 0 : 1,
    };
    branches.set(id, branch);
    (parent?.replies ?? threads).push(branch);
    return branch;
  };
  for (const comment of comments) {
    const { id, parent, root } = comment;
    if (parent === null) fork(id, comment, undefined);
    else {
      // What is missing hangs on the first of its thread, if that is not missing too.
      const above = branches.get(parent) ?? fork(parent, undefined, branches.get(root));
      fork(id, comment, above);
    }
  }
  // Backwards, so that what answers a comment is done before it; a chain may be thousands long.
  for (const branch of [...branches.values()].toReversed()) {
    branch.replies = branch.replies.filter(isWorthShowing).toSorted(by[order]);
    branch.size += branch.replies.reduce((sum, { size }) => sum + size, 0);
  }
  return threads.filter(isWorthShowing).toSorted(by[order]);
}

function isWorthShowing({ comment, replies }: Branch): boolean {
  return replies.length > 0 || (comment !== undefined && comment.standing !== "deleted");
}

const by: Record<Order, (one: Branch, other: Branch) => number> = {
  time: (one, other) => one.id - other.id,
  votes: (one, other) =>
    (other.comment?.votes ?? 0) - (one.comment?.votes ?? 0) || one.id - other.id,
};

/** As much of a branch as stands in one place. */
export interface Shown {
  branch: Branch;
  replies: Shown[];
  /** How many more answers it has than are shown here; they stand on its own page. */
  more: number;
}

export interface Page {
  threads: Shown[];
  /** From 1. */
  page: number;
  pages: number;
}

const perPage = 200;
const perThread = 100;

/**
 * A page of whole threads, of some two hundred comments. Of a thread so many levels of answers are
 * shown, and a hundred comments at most. After the last page comes the last page.
 */
export function pageThreads(
  threads: readonly Branch[],
  { levels, page }: { levels: number; page: number },
): Page {
  const pages = splitIntoPages(threads, levels);
  const at = Math.min(page, pages.length);
  return { threads: pages[at - 1]!, page: at, pages: pages.length };
}

/** On which page a comment stands, from 1; `undefined` where it stands on its own page alone. */
export function findPageOf(
  threads: readonly Branch[],
  { levels, comment }: { levels: number; comment: number },
): number | undefined {
  const has = (shown: Shown): boolean => shown.branch.id === comment || shown.replies.some(has);
  const index = splitIntoPages(threads, levels).findIndex((page) => page.some(has));
  return index < 0 ? undefined : index + 1;
}

function splitIntoPages(threads: readonly Branch[], levels: number): Shown[][] {
  const pages: Shown[][] = [[]];
  let room = perPage;
  for (const thread of threads) {
    const budget = { left: perThread };
    const shown = cut(thread, levels, budget);
    const length = perThread - budget.left;
    if (length > room && pages.at(-1)!.length > 0) {
      pages.push([]);
      room = perPage;
    }
    pages.at(-1)!.push(shown);
    room -= length;
  }
  return pages;
}

function cut(branch: Branch, levels: number, budget: { left: number }): Shown {
  budget.left--;
  const replies: Shown[] = [];
  for (const reply of levels > 0 ? branch.replies : []) {
    if (budget.left <= 0) break;
    replies.push(cut(reply, levels - 1, budget));
  }
  const rest = branch.replies.slice(replies.length);
  return { branch, replies, more: rest.reduce((sum, { size }) => sum + Math.max(size, 1), 0) };
}

/** The branch of one comment, whichever thread it stands in. */
export function findBranch(threads: readonly Branch[], id: number): Branch | undefined {
  const left = [...threads];
  for (let branch = left.pop(); branch; branch = left.pop()) {
    if (branch.id === id) return branch;
    left.push(...branch.replies);
  }
  return undefined;
}
