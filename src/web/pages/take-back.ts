// Taking a submission away again: one's own, or as a moderator anybody's.
import type { Context } from "hono";
import { getPaper } from "../../catalogue/papers.ts";
import { may } from "../../community/readers.ts";
import { removeSubmission, takeBackSubmission } from "../../community/submission-removal.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Web } from "../context.ts";
import { getReader } from "../reader.ts";
import { shortened } from "../requests.ts";

export async function takeBack(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const name = (c.req.param("identifier") ?? "").replace(/\/take-back$/, "");
  const identifier = parseIdentifier(name)?.identifier;
  if (!identifier) throw new NotFound(`There is no paper ${shortened(name)} here.`);
  const paper = await getPaper(web.db, identifier);
  const { isGone } = may(reader, "moderate")
    ? await removeSubmission(web.db, { paper: paper.id })
    : await takeBackSubmission(web.db, { paper: paper.id, reader: reader.id });
  return c.redirect(isGone ? links.home : links.paper(paper.identifier), 303);
}
