// Casting a vote and taking it back.
import type { Context } from "hono";
import { voteAsVisitor, voteForPaper } from "../../community/votes/voting.ts";
import { Invalid } from "../../errors.ts";
import { network } from "../gates/client-address.ts";
import { nameVisitor } from "../cookies.ts";
import type { Web } from "../context.ts";
import { getPaperNamed, placeOf } from "../named-paper.ts";
import { findVoter } from "../reader.ts";
import { readForm, wantsJson } from "../requests.ts";
import { votingNetwork } from "../voting-network.ts";

export async function vote(c: Context, web: Web): Promise<Response> {
  const known = await findVoter(c, web);
  const paper = await getPaperNamed(c, web, "/vote");
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  const vote = { paper: paper.id, up: up === "1", network: votingNetwork(c, web) };
  const upvotes =
    known && "reader" in known
      ? await voteForPaper(web, { ...known, ...vote })
      : await voteAsVisitor(web, {
          visitor: known?.visitor,
          nameVisitor: () => nameVisitor(c, web),
          from: network(c, web),
          ...vote,
        });
  if (wantsJson(c)) return c.json({ upvotes: upvotes ?? paper.upvotes, voted: up === "1" });
  return c.redirect(placeOf(paper, back), 303);
}
