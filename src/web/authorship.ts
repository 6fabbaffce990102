// What the page of a paper tells of who is its author.
import type { Context } from "hono";
import { countAsked, findClaim, listAuthorsHere } from "../community/authorship/claims.ts";
import { mayDecide } from "../community/authorship/deciding.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";
import type { Authorship } from "./views/claim-authors.tsx";

export async function readAuthorship(c: Context, web: Web, paper: number): Promise<Authorship> {
  const reader = await findReader(c, web);
  return {
    here: await listAuthorsHere(web.db, paper),
    own: reader && (await findClaim(web.db, { paper, reader: reader.id })),
    waiting: mayDecide(reader) ? await countAsked(web.db, paper) : 0,
  };
}
