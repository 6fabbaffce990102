// Casting a vote and taking it back.
import type { Context } from "hono";
import { getPaper } from "../../catalogue/papers.ts";
import { castVote } from "../../community/votes.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import { clientAddress, networkOf } from "../client-address.ts";
import { nameVisitor } from "../cookies.ts";
import type { Web } from "../context.ts";
import { findVoter } from "../reader.ts";
import { readForm, samePath, shortened, wantsJson } from "../requests.ts";
import { cardId } from "../views/card.tsx";
import { votingNetwork } from "../voting-network.ts";

export async function vote(c: Context, web: Web): Promise<Response> {
  const address = clientAddress(c, web.config.TRUSTED_PROXIES);
  const known = await findVoter(c, web);
  // A lecture hall votes from one address, so whoever has an account is counted by that.
  await web.limits.vote(known && "reader" in known ? `reader ${known.reader}` : address);
  const name = (c.req.param("identifier") ?? "").replace(/\/vote$/, "");
  const identifier = parseIdentifier(name)?.identifier;
  if (!identifier) throw new NotFound(`There is no paper ${shortened(name)} here.`);
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  const paper = await getPaper(web.db, identifier);
  if (up === "1" && !known) await web.limits.newVoter(networkOf(address), paper.id);
  // Who has no cookie has no vote to take back, and needs none.
  const voter = up === "1" ? (known ?? { visitor: nameVisitor(c, web) }) : known;
  const upvotes = voter
    ? await castVote(web.db, {
        ...voter,
        paper: paper.id,
        up: up === "1",
        network: votingNetwork(c, web),
        now: web.clock(),
      })
    : paper.upvotes;
  if (wantsJson(c)) return c.json({ upvotes, voted: up === "1" });
  const page = samePath(back, links.paper(paper.identifier));
  return c.redirect(page.includes("#") ? page : `${page}#${cardId(paper)}`, 303);
}
