// Taking a submission away again: one's own, or as a moderator anybody's.
import type { Context } from "hono";
import { may } from "../../community/readers.ts";
import {
  removeSubmission,
  takeBackSubmission,
} from "../../community/submissions/submission-removal.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { getPaperNamed } from "../named-paper.ts";
import { getReader } from "../reader.ts";

export async function takeBack(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const paper = await getPaperNamed(c, web, "/take-back");
  const { isGone } = may(reader, "moderate")
    ? await removeSubmission(web.db, { paper: paper.id })
    : await takeBackSubmission(web.db, { paper: paper.id, reader: reader.id });
  return c.redirect(isGone ? links.home : links.paper(paper.identifier), 303);
}
