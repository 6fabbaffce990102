// Acting on one comment: which one the address names, and of which paper it speaks.
import type { Context } from "hono";
import { listPapers } from "../catalogue/papers.ts";
import { findComment, type Comment } from "../community/discussion/comments.ts";
import { NotFound } from "../errors.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { getReader } from "./reader.ts";
import { readNumber } from "./requests.ts";
import { findViewer } from "./viewer.ts";

/** `undefined` where whoever looks may not know of it. */
export async function findCommentNamed(c: Context, web: Web): Promise<Comment | undefined> {
  const id = readNumber(c.req.param("id"));
  if (id === undefined) return undefined;
  return await findComment(web.db, { id, viewer: await findViewer(c, web) });
}

/** @throws NotFound */
export async function getCommentNamed(c: Context, web: Web): Promise<Comment> {
  const comment = await findCommentNamed(c, web);
  if (!comment) throw new NotFound("There is no such comment here.");
  return comment;
}

/** Whoever's it is may read what it says. @throws SignInFirst, NotFound */
export async function getOwnComment(c: Context, web: Web): Promise<Comment & { source: string }> {
  const reader = await getReader(c, web);
  const comment = await getCommentNamed(c, web);
  const { source } = comment;
  if (comment.by?.id !== reader.id || source === undefined) {
    throw new NotFound("You have no such comment.");
  }
  return { ...comment, source };
}

/** The paper that it speaks of, under the name that this has by now. @throws NotFound */
export async function getPaperOf(web: Web, comment: Comment): Promise<Paper> {
  const [paper] = await listPapers(web.db, [comment.paper]);
  if (!paper) throw new NotFound("The paper of this comment is not here any more.");
  return paper;
}
