// What is shown of a discussion: which threads, in which order, for whom.
import type { Context } from "hono";
import { listComments, type Comment } from "../community/discussion/comments.ts";
import {
  findPageOf,
  growThreads,
  pageThreads,
  type Order,
  type Shown,
} from "../community/discussion/threads.ts";
import { demandVoice, findWarning } from "../community/moderation/restrictions.ts";
import { listFollowedPapers } from "../community/notifications/follow-paper.ts";
import { Forbidden } from "../errors.ts";
import { links } from "../links.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";
import { readReading } from "./reading.ts";
import { readPageNumber } from "./requests.ts";
import type { DiscussionProps } from "./views/discussion.tsx";
import { findViewer } from "./viewer.ts";

/** On a paper's page; on a comment's own page the comment itself is the first of them. */
export const levelsOfAnswers = 2;

/** Anything but votes is by time. */
export function readOrder(c: Context): Order {
  return c.req.query("order") === "votes" ? "votes" : "time";
}

/** The comments of a page, whatever answers what. */
export function commentsIn(shown: readonly Shown[]): Comment[] {
  return shown.flatMap(({ branch, replies }) => [
    ...(branch.comment ? [branch.comment] : []),
    ...commentsIn(replies),
  ]);
}

/** Where a comment stands: among all that is said of its paper, or on its own page. */
export async function placeOfComment(
  c: Context,
  web: Web,
  { comment, paper }: { comment: number; paper: Paper },
): Promise<string> {
  const viewer = await findViewer(c, web);
  const threads = growThreads(await listComments(web.db, { paper: paper.id, viewer }), "time");
  const page = findPageOf(threads, { levels: levelsOfAnswers, comment });
  const anchor = `#comment-${comment}`;
  if (page === undefined) return `${links.comment(comment)}${anchor}`;
  return withoutAnchor(links.discussionPage(paper.identifier, { page })) + anchor;
}

function withoutAnchor(address: string): string {
  return address.replace(/#.*$/, "");
}

/** Why whoever is signed in may not write; `undefined` where they may. */
export async function whyNoVoice(c: Context, web: Web): Promise<string | undefined> {
  const reader = await findReader(c, web);
  if (!reader) return undefined;
  try {
    await demandVoice(web.db, { reader: reader.id, now: web.clock() });
    return undefined;
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return error.message;
  }
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

/** What a paper's page shows of its discussion. */
export async function readDiscussion(c: Context, web: Web, paper: Paper): Promise<DiscussionProps> {
  const viewer = await findViewer(c, web);
  const comments = await listComments(web.db, { paper: paper.id, viewer });
  const order = readOrder(c);
  const page = pageThreads(growThreads(comments, order), {
    levels: levelsOfAnswers,
    page: readPageNumber(c),
  });
  return {
    paper,
    comments: comments.filter(({ standing }) => standing === "shown").length,
    order,
    page,
    reading: await readReading(c, web, {
      comments: commentsIn(page.threads),
      page: withoutAnchor(links.discussionPage(paper.identifier, { order, page: page.page })),
    }),
    follows: (await listFollowed(c, web, paper)).has(paper.id),
    silence: await whyNoVoice(c, web),
    warning: await findOwnWarning(c, web),
  };
}
