// What the people of this instance have done with the papers of a page, for its cards: all of it read
// at once, whatever page it is.
import type { Context } from "hono";
import { countTalk, type TalkCount } from "../community/discussion/talk-counts.ts";
import { may, type Reader } from "../community/readers.ts";
import { listSubmissions, type Submission } from "../community/submissions/submissions.ts";
import { listKept } from "../community/library/shelf.ts";
import { listVoted } from "../community/votes/votes.ts";
import type { Web } from "./context.ts";
import { listFollowedOf } from "./following.ts";
import { findReader, findVoter } from "./reader.ts";

/** By the papers' numbers. */
export interface OwnMarks {
  /** Whoever looks has voted for these. */
  voted: ReadonlySet<number>;
  /** What of that which whoever looks follows is found here, in words. */
  followed: ReadonlyMap<number, readonly string[]>;
  /** Who looks, if signed in. */
  reader: Reader | undefined;
  /** Those that somebody brought here. */
  submitted: ReadonlyMap<number, Submission>;
  /** Those of which anything was said, and how much. */
  discussed: ReadonlyMap<number, TalkCount>;
  /** Whoever looks has saved these. */
  saved: ReadonlySet<number>;
  /** And has read these. */
  read: ReadonlySet<number>;
  /** Whoever looks may put papers on top. */
  mayPick: boolean;
}

export async function readMarks(
  c: Context,
  web: Web,
  papers: readonly number[],
): Promise<OwnMarks> {
  const { db } = web;
  const voter = await findVoter(c, web);
  const reader = await findReader(c, web);
  return {
    voted: await listVoted(db, { voter, papers }),
    followed: await listFollowedOf(c, web, papers),
    reader,
    submitted: await listSubmissions(db, papers),
    discussed: await countTalk(db, papers),
    ...(reader ? await listKept(db, { reader: reader.id, papers }) : nothingKept),
    mayPick: may(reader, "pick"),
  };
}

const nothingKept = { saved: new Set<number>(), read: new Set<number>() };
