// Which paper an address names, and where whoever acted on one goes on reading.
import type { Context } from "hono";
import { findPaper } from "../catalogue/papers.ts";
import { NotFound } from "../errors.ts";
import { links } from "../links.ts";
import { parseIdentifier } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import type { Web } from "./context.ts";
import { samePath, shortened } from "./requests.ts";
import { cardId } from "./views/card.tsx";

/** By any name that the paper has. */
export async function findNamed({ db }: Web, name: string): Promise<Paper | undefined> {
  const identifier = parseIdentifier(name)?.identifier;
  return identifier && (await findPaper(db, identifier));
}

/** @throws NotFound */
export async function getNamed(web: Web, name: string): Promise<Paper> {
  const paper = await findNamed(web, name);
  if (!paper) throw new NotFound(`There is no paper ${shortened(name)} here.`);
  return paper;
}

/** Acting on one. @param action what stands behind the identifier, such as `/vote`. @throws NotFound */
export async function getPaperNamed(c: Context, web: Web, action: string): Promise<Paper> {
  return await getNamed(web, (c.req.param("identifier") ?? "").slice(0, -action.length));
}

/** Its own page, or its card in the list where whoever acted was. */
export function placeOf(paper: Paper, back: string | undefined): string {
  const own = links.paper(paper.identifier);
  const page = samePath(back, own);
  return page.includes("#") || page === own ? page : `${page}#${cardId(paper)}`;
}
