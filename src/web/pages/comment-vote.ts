// A vote for a comment, and taking it back.
import type { Context } from "hono";
import { voteForComment } from "../../community/discussion/comment-votes.ts";
import type { Comment } from "../../community/discussion/comments.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { orderOf, placeOfComment } from "../discussion.ts";
import { getCommentNamed, getPaperOf } from "../named-comment.ts";
import { findReader, getReader } from "../reader.ts";
import { readForm, samePath, wantsJson } from "../requests.ts";

export async function voteForCommentNamed(c: Context, web: Web): Promise<Response> {
  const comment = await getCommentNamed(c, web);
  const { id } = comment;
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  const page = samePath(back, links.comment(id));
  if (!wantsJson(c) && !(await findReader(c, web))) return c.redirect(links.signIn(page), 303);
  const reader = await getReader(c, web);
  const votes = await voteForComment(web, { comment: id, reader: reader.id, up: up === "1" });
  if (wantsJson(c)) return c.json({ votes, voted: up === "1" });
  return c.redirect(await placeAfterVote(c, web, { comment, page }), 303);
}

/** Where votes make the order, another one may bring the comment to another page of the discussion. */
async function placeAfterVote(
  c: Context,
  web: Web,
  { comment, page }: { comment: Comment; page: string },
): Promise<string> {
  const { pathname, searchParams } = new URL(page, web.config.SITE_URL);
  const order = orderOf(searchParams.get("order"));
  if (order === "time") return page;
  const paper = await getPaperOf(web, comment);
  const isOnPaper = pathname === links.paper(paper.identifier);
  return isOnPaper ? await placeOfComment(c, web, { comment: comment.id, paper, order }) : page;
}
