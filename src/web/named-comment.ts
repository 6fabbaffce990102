// Acting on one comment: which one the address names, and of which paper it speaks.
import type { Context } from "hono";
import { listPapers } from "../catalogue/papers.ts";
import { findComment, type Comment } from "../community/discussion/comments.ts";
import { NotFound } from "../errors.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { findViewer } from "./viewer.ts";

/** `undefined` where whoever looks may not know of it. */
export async function findCommentNamed(c: Context, web: Web): Promise<Comment | undefined> {
  const id = readCommentNumber(c.req.param("id"));
  if (id === undefined) return undefined;
  return await findComment(web.db, { id, viewer: await findViewer(c, web) });
}

/** @throws NotFound */
export async function getCommentNamed(c: Context, web: Web): Promise<Comment> {
  const comment = await findCommentNamed(c, web);
  if (!comment) throw new NotFound("There is no such comment here.");
  return comment;
}

/** A number as it stands in an address or a form; `undefined` for anything else. */
export function readCommentNumber(written: string | undefined): number | undefined {
  return /^[1-9]\d{0,14}$/.test(written ?? "") ? Number(written) : undefined;
}

/** The paper that it speaks of, under the name that this has by now. @throws NotFound */
export async function getPaperOf(web: Web, comment: Comment): Promise<Paper> {
  const [paper] = await listPapers(web.db, [comment.paper]);
  if (!paper) throw new NotFound("The paper of this comment is not here any more.");
  return paper;
}
