// Following the discussion of a paper, or no more.
import type { Context } from "hono";
import { followPaper, unfollowPaper } from "../../community/notifications/follow-paper.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { getPaperNamed } from "../named-paper.ts";
import { getReader } from "../reader.ts";
import { readForm, samePath, wantsJson } from "../requests.ts";

export async function changeFollowedPaper(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const paper = await getPaperNamed(c, web, "/follow");
  const { follow, back } = await readForm(c);
  if (follow !== "0" && follow !== "1") {
    throw new Invalid("Following says follow=1, or follow=0 to end it.");
  }
  const follows = follow === "1";
  await (follows ? followPaper : unfollowPaper)(web, { reader, paper: paper.id });
  if (wantsJson(c)) return c.json({ follows });
  return c.redirect(samePath(back, links.discussion(paper.identifier)), 303);
}
