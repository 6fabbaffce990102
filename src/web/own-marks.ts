// What the people of this instance have done with the papers of a page, for its cards: all of it read
// at once, whatever page it is.
import type { Context } from "hono";
import { listVoted } from "../community/votes.ts";
import type { Web } from "./context.ts";
import { findVoter } from "./reader.ts";

/** By the papers' numbers. */
export interface OwnMarks {
  /** Whoever looks has voted for these. */
  voted: ReadonlySet<number>;
}

export async function readMarks(
  c: Context,
  web: Web,
  papers: readonly number[],
): Promise<OwnMarks> {
  const { db } = web;
  const voter = await findVoter(c, web);
  return { voted: await listVoted(db, { voter, papers }) };
}
