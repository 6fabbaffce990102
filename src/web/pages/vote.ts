// Casting a vote and taking it back.
import type { Context } from "hono";
import { votePaper } from "../../community/acts/voting.ts";
import { castVote, isYoungVoter } from "../../community/votes/votes.ts";
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
  const paper = await getPaperNamed(c, web, "/vote");
  const { up, back } = await readForm(c);
  if (up !== "0" && up !== "1") throw new Invalid("A vote says up=1, or up=0 to take it back.");
  const given = { paper: paper.id, up: up === "1", network: votingNetwork(c, web) };
  const upvotes =
    known && "reader" in known
      ? await votePaper(web, { reader: known.reader, ...given })
      : ((await voteAsVisitor(c, web, { known, ...given })) ?? paper.upvotes);
  if (wantsJson(c)) return c.json({ upvotes, voted: up === "1" });
  return c.redirect(placeOf(paper, back), 303);
}

interface VisitorsVote {
  known: { visitor: string } | undefined;
  paper: number;
  up: boolean;
  network: string;
}

/** @returns the votes afterwards; `undefined` where there was nothing to take back. */
async function voteAsVisitor(
  c: Context,
  web: Web,
  { known, ...given }: VisitorsVote,
): Promise<number | undefined> {
  await web.limits.vote(network(c, web));
  if (given.up) await limitNewcomers(c, web, { known, paper: given.paper });
  // Who has no cookie has no vote to take back, and needs none.
  else if (!known) return undefined;
  const voter = known ?? { visitor: nameVisitor(c, web) };
  return await castVote(web.db, { ...voter, ...given, now: web.clock() });
}

/** Cookies that were collected today elsewhere make no paper's votes either. @throws TooMany */
async function limitNewcomers(
  c: Context,
  web: Web,
  { known, paper }: Pick<VisitorsVote, "known" | "paper">,
): Promise<void> {
  if (known === undefined) await web.limits.newVoter(network(c, web), paper);
  else if (await isYoungVoter(web.db, { ...known, paper, now: web.clock() })) {
    await web.limits.youngVoter(network(c, web), paper);
  }
}
