// What the page of a paper tells of who is its author; and the iD by which readers prove that they are.
import type { Context } from "hono";
import { countAsked, findClaim, listAuthorsHere } from "../community/authorship/claims.ts";
import { mayDecide } from "../community/authorship/deciding.ts";
import { proveOrcid } from "../community/authorship/orcid.ts";
import type { Reader } from "../community/readers.ts";
import { parseOrcid } from "../papers/orcid.ts";
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

/** @throws Invalid, SourceError @returns the iD, which is the reader's from now on */
export async function proveTyped(
  web: Web,
  { reader, typed }: { reader: Reader; typed: string },
): Promise<string> {
  const orcid = parseOrcid(typed);
  const { db, config, secret } = web;
  await web.proofs.asking(reader, async (asking) => {
    const signing = { secret, site: config.SITE_URL };
    await proveOrcid(db, { reader, orcid, asking, now: web.clock(), ...signing });
  });
  return orcid;
}
