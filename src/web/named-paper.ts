// Acting on one paper: which one the address names, and where whoever acted goes on reading.
import type { Context } from "hono";
import { getPaper } from "../catalogue/papers.ts";
import { NotFound } from "../errors.ts";
import { links } from "../links.ts";
import { parseIdentifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { samePath, shortened } from "./requests.ts";
import { cardId } from "./views/card.tsx";

/** @param action what stands behind the identifier, such as `/vote`. @throws NotFound */
export async function getPaperNamed(c: Context, web: Web, action: string): Promise<Paper> {
  const name = (c.req.param("identifier") ?? "").slice(0, -action.length);
  const identifier = parseIdentifier(name)?.identifier;
  if (!identifier) throw new NotFound(`There is no paper ${shortened(name)} here.`);
  return await getPaper(web.db, identifier);
}

/** Its own page, or its card in the list where whoever acted was. */
export function placeOf(paper: Paper, back: string | undefined): string {
  const own = links.paper(paper.identifier);
  const page = samePath(back, own);
  return page.includes("#") || page === own ? page : `${page}#${cardId(paper)}`;
}
