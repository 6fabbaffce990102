// A vote for a paper, and taking it back: a reader's, or that of a browser without an account.
import type { Acting } from "../acting.ts";
import { castVote, isYoungVoter } from "./votes.ts";

interface PaperVote {
  /** The paper's number. */
  paper: number;
  /** False takes the vote back. */
  up: boolean;
  /** A keyed hash of the network that it comes from. */
  network: string;
}

/** @returns the votes afterwards. @throws Forbidden, TooMany */
export async function voteForPaper(
  { db, limits, clock }: Acting,
  vote: PaperVote & { reader: number },
): Promise<number> {
  // A lecture hall votes from one address, so whoever has an account is counted by that.
  await limits.vote(`reader ${vote.reader}`);
  return await castVote(db, { ...vote, now: clock() });
}

interface VisitorsVote extends PaperVote {
  /** Left out where the browser has no cookie yet. */
  visitor: string | undefined;
  /** Gives it one. */
  nameVisitor: () => string;
  /** The network itself, by which newcomers are counted. */
  from: string;
}

/** @returns the votes afterwards; `undefined` where there was nothing to take back. @throws TooMany */
export async function voteAsVisitor(
  acting: Acting,
  { visitor: known, nameVisitor, from, ...vote }: VisitorsVote,
): Promise<number | undefined> {
  const { db, limits, clock } = acting;
  await limits.vote(from);
  if (vote.up) await limitNewcomers(acting, { visitor: known, from, paper: vote.paper });
  // Who has no cookie has no vote to take back, and needs none.
  else if (known === undefined) return undefined;
  return await castVote(db, { ...vote, visitor: known ?? nameVisitor(), now: clock() });
}

/** Cookies that were collected today elsewhere make no paper's votes either. @throws TooMany */
async function limitNewcomers(
  { db, limits, clock }: Acting,
  { visitor, from, paper }: Pick<VisitorsVote, "visitor" | "from" | "paper">,
): Promise<void> {
  if (visitor === undefined) await limits.newVoter(from, paper);
  else if (await isYoungVoter(db, { visitor, paper, now: clock() })) {
    await limits.youngVoter(from, paper);
  }
}
