// A reader's vote for a paper or a comment, and taking it back.
import { voteForComment } from "../discussion/comment-votes.ts";
import { castVote } from "../votes/votes.ts";
import type { Acting } from "./acting.ts";

interface PaperVote {
  /** The paper's number. */
  paper: number;
  reader: number;
  /** False takes the vote back. */
  up: boolean;
  /** A keyed hash of the network that it comes from. */
  network: string;
}

/** @returns the votes afterwards. @throws Forbidden, TooMany */
export async function votePaper({ db, limits, clock }: Acting, vote: PaperVote): Promise<number> {
  // A lecture hall votes from one address, so whoever has an account is counted by that.
  await limits.vote(`reader ${vote.reader}`);
  return await castVote(db, { ...vote, now: clock() });
}

/** @returns the votes afterwards. @throws Forbidden, NotFound, TooMany */
export async function voteComment(
  { db, limits, clock }: Acting,
  vote: { comment: number; reader: number; up: boolean },
): Promise<number> {
  await limits.commentVote(vote.reader);
  return await voteForComment(db, { ...vote, now: clock() });
}
