// What is shown of a discussion: which threads, in which order, for whom.
import type { Context } from "hono";
import { findComments, listPlaces, type Comment } from "../community/discussion/comments.ts";
import { countTalk } from "../community/discussion/talk-counts.ts";
import {
  findPageOf,
  growThreads,
  pageThreads,
  type Order,
  type Shown,
} from "../community/discussion/threads.ts";
import { findWarning } from "../community/moderation/restrictions.ts";
import { listFollowedPapers } from "../community/notifications/follow-paper.ts";
import { listUnreadOf, type Unread } from "../community/notifications/inbox.ts";
import { links } from "../links.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";
import { readReading, type Reading } from "./reading.ts";
import { demandPage, readPageNumber } from "./requests.ts";
import type { DiscussionProps } from "./views/discussion.tsx";
import { findViewer } from "./viewer.ts";

/** On a paper's page; on a comment's own page the comment itself is the first of them. */
export const levelsOfReplies = 2;

/** Anything but votes is by time. */
export function readOrder(c: Context): Order {
  return orderOf(c.req.query("order"));
}

/** As an address or a form says it. */
export function orderOf(written: string | null | undefined): Order {
  return written === "votes" ? "votes" : "time";
}

/** What stands on a page, for whoever asks for it. */
export async function readShown(c: Context, web: Web, shown: readonly Shown[]): Promise<Comment[]> {
  const viewer = await findViewer(c, web);
  return [...(await findComments(web.db, { ids: numbersOf(shown), viewer })).values()];
}

function numbersOf(shown: readonly Shown[]): number[] {
  return shown.flatMap(({ branch, replies }) => [branch.id, ...numbersOf(replies)]);
}

/** All threads of a discussion. */
async function readThreads(c: Context, web: Web, { paper, order }: { paper: Paper; order: Order }) {
  const places = await listPlaces(web.db, {
    paper: paper.id,
    viewer: await findViewer(c, web),
    withVotes: order === "votes",
  });
  return growThreads(places, order);
}

/** Where a comment stands: among all that is said of its paper, or on its own page. */
export async function placeOfComment(
  c: Context,
  web: Web,
  { comment, paper, order = "time" }: { comment: number; paper: Paper; order?: Order },
): Promise<string> {
  const threads = await readThreads(c, web, { paper, order });
  const page = findPageOf(threads, { levels: levelsOfReplies, comment });
  const anchor = `#comment-${comment}`;
  if (page === undefined) return `${links.comment(comment)}${anchor}`;
  return withoutAnchor(links.discussionPage(paper.identifier, { order, page })) + anchor;
}

function withoutAnchor(address: string): string {
  return address.replace(/#.*$/, "");
}

/** What a moderator told whoever is signed in lately, for them to have in mind when they write. */
export async function findOwnWarning(c: Context, web: Web) {
  const reader = await findReader(c, web);
  return reader && (await findWarning(web.db, { reader: reader.id, now: web.clock() }));
}

async function listFollowed(c: Context, web: Web, { id }: Paper): Promise<Set<number>> {
  const reader = await findReader(c, web);
  return reader ? await listFollowedPapers(web.db, { reader: reader.id, papers: [id] }) : new Set();
}

/** What whoever reads these comments was told of and has not read yet. */
export async function listUnread({ db }: Web, { reader, comments }: Reading): Promise<Unread[]> {
  if (!reader) return [];
  return await listUnreadOf(db, { reader: reader.id, comments: [...comments.keys()] });
}

/** What a paper's page shows of its discussion. */
export async function readDiscussion(c: Context, web: Web, paper: Paper): Promise<DiscussionProps> {
  const order = readOrder(c);
  const page = pageThreads(await readThreads(c, web, { paper, order }), {
    levels: levelsOfReplies,
    page: readPageNumber(c),
  });
  demandPage(readPageNumber(c), page.pages, "discussion");
  const reading = await readReading(c, web, {
    comments: await readShown(c, web, page.threads),
    page: withoutAnchor(links.discussionPage(paper.identifier, { order, page: page.page })),
    order,
  });
  return {
    paper,
    comments: (await countTalk(web.db, [paper.id])).get(paper.id)?.comments ?? 0,
    order,
    page,
    reading,
    unread: await listUnread(web, reading),
    follows: (await listFollowed(c, web, paper)).has(paper.id),
    warning: await findOwnWarning(c, web),
  };
}
