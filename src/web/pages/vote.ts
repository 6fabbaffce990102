// Casting a vote and taking it back.
import type { Context } from "hono";
import { castVote, isYoungVoter, type Voter } from "../../community/votes/votes.ts";
import { Invalid } from "../../errors.ts";
import { network } from "../client-address.ts";
import { nameVisitor } from "../cookies.ts";
import type { Web } from "../context.ts";
import { getPaperNamed, placeOf } from "../named-paper.ts";
import { findVoter } from "../reader.ts";
import { readForm, wantsJson } from "../requests.ts";
import { votingNetwork } from "../voting-network.ts";

export async function vote(c: Context, web: Web): Promise<Response> {
  const known = await findVoter(c, web);
  // A lecture hall votes from one address, so whoever has an account is counted by that.
  await web.limits.vote(known && "reader" in known ? `reader ${known.reader}` : network(c, web));
  const paper = await getPaperNamed(c, web, "/vote");
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  if (up === "1") await limitNewcomers(c, web, { known, paper: paper.id });
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
  return c.redirect(placeOf(paper, back), 303);
}

/** Cookies that were collected today elsewhere make no paper's votes either. @throws TooMany */
async function limitNewcomers(
  c: Context,
  web: Web,
  { known, paper }: { known: Voter | undefined; paper: number },
): Promise<void> {
  if (known === undefined) await web.limits.newVoter(network(c, web), paper);
  else if ("visitor" in known) {
    const { visitor } = known;
    if (await isYoungVoter(web.db, { visitor, paper, now: web.clock() })) {
      await web.limits.youngVoter(network(c, web), paper);
    }
  }
}
