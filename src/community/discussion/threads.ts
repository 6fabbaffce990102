// The order of a discussion and its tree: who answers whom, and how much of it stands on one page.
import type { Place } from "./comments.ts";

/** Time is the oldest first; votes is the most votes first, then the oldest. */
export type Order = "time" | "votes";

/** A comment with all that answers it. */
export interface Branch {
  id: number;
  /** `undefined` where it is not there for whoever looks, while answers to it are. */
  place: Place | undefined;
  replies: Branch[];
  /** How many comments in it can be read, its own included. */
  size: number;
}

/**
 * The threads of a discussion, in order. What whoever looks may not read is left out where nothing
 * that they may read answers it: a comment that was hidden before anybody saw it leaves no trace.
 * @param places those before what answers them, as `listPlaces` gives them
 */
export function growThreads(places: readonly Place[], order: Order): Branch[] {
  const branches = new Map<number, Branch>();
  const threads: Branch[] = [];
  const fork = (id: number, place: Place | undefined, parent: Branch | undefined) => {
    const branch: Branch = { id, place, replies: [], size: place?.isReadable ? 1 : 0 };
    branches.set(id, branch);
    (parent?.replies ?? threads).push(branch);
    return branch;
  };
  for (const place of places) {
    const { id, parent, root } = place;
    if (parent === null) fork(id, place, undefined);
    else {
      // What is missing hangs on the first of its thread, if that is not missing too.
      const above = branches.get(parent) ?? fork(parent, undefined, branches.get(root));
      fork(id, place, above);
    }
  }
  // Backwards, so that what answers a comment is done before it; a chain may be thousands long.
  for (const branch of [...branches.values()].toReversed()) {
    branch.replies = branch.replies.filter(isWorthShowing).toSorted(by[order]);
    branch.size += branch.replies.reduce((sum, { size }) => sum + size, 0);
  }
  return threads.filter(isWorthShowing).toSorted(by[order]);
}

function isWorthShowing({ place, replies }: Branch): boolean {
  return replies.length > 0 || place?.isReadable === true;
}

const by: Record<Order, (one: Branch, other: Branch) => number> = {
  time: (one, other) => one.id - other.id,
  votes: (one, other) => (other.place?.votes ?? 0) - (one.place?.votes ?? 0) || one.id - other.id,
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

/** Comments, and what they hold in bytes. */
interface Room {
  comments: number;
  bytes: number;
}

const perPage: Room = { comments: 200, bytes: 300_000 };
const perThread: Room = { comments: 100, bytes: 150_000 };

/**
 * A page of whole threads, of some two hundred comments, or fewer long ones. Of a thread so many levels
 * of answers are shown, and a hundred comments at most. After the last page comes the last page.
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
  let room = { ...perPage };
  for (const thread of threads) {
    const left = { ...perThread };
    const shown = cut(thread, levels, left);
    const comments = perThread.comments - left.comments;
    const bytes = perThread.bytes - left.bytes;
    if ((comments > room.comments || bytes > room.bytes) && pages.at(-1)!.length > 0) {
      pages.push([]);
      room = { ...perPage };
    }
    pages.at(-1)!.push(shown);
    room.comments -= comments;
    room.bytes -= bytes;
  }
  return pages;
}

function cut(branch: Branch, levels: number, left: Room): Shown {
  left.comments--;
  left.bytes -= branch.place?.bytes ?? 0;
  const replies: Shown[] = [];
  for (const reply of levels > 0 ? branch.replies : []) {
    if (left.comments <= 0 || left.bytes <= 0) break;
    replies.push(cut(reply, levels - 1, left));
  }
  const rest = branch.replies.slice(replies.length);
  return { branch, replies, more: rest.reduce((sum, { size }) => sum + size, 0) };
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

/** All that is in these branches, each before what answers it. */
export function flatten(branches: readonly Branch[]): Branch[] {
  const flat: Branch[] = [];
  const left = branches.toReversed();
  for (let branch = left.pop(); branch; branch = left.pop()) {
    flat.push(branch);
    left.push(...branch.replies.toReversed());
  }
  return flat;
}
