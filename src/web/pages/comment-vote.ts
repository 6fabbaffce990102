// A vote for a comment, and taking it back.
import type { Context } from "hono";
import { voteForComment } from "../../community/discussion/comment-votes.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { getCommentNamed } from "../named-comment.ts";
import { findReader, getReader } from "../reader.ts";
import { readForm, samePath, wantsJson } from "../requests.ts";

export async function voteForCommentNamed(c: Context, web: Web): Promise<Response> {
  const { id } = await getCommentNamed(c, web);
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  const page = samePath(back, links.comment(id));
  if (!wantsJson(c) && !(await findReader(c, web))) return c.redirect(links.signIn(page), 303);
  const reader = await getReader(c, web);
  await web.limits.commentVote(reader.id);
  const votes = await voteForComment(web.db, {
    comment: id,
    reader: reader.id,
    up: up === "1",
    now: web.clock(),
  });
  return wantsJson(c) ? c.json({ votes, voted: up === "1" }) : c.redirect(page, 303);
}
