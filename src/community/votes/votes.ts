// One vote a reader or visitor and paper. The rows are the count, so it is exact whatever runs in
// parallel; what they count for in ranking is another matter (vote-signals.ts).
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";

/** Who votes: a reader by number, or a visitor, who is a browser without an account. */
export type Voter = { reader: number } | { visitor: string };

export type VoteChange = Voter & {
  paper: number;
  /** False takes the vote back. */
  up: boolean;
  /** A keyed hash of the network that it comes from. */
  network?: string | undefined;
  now: Date;
};

/**
 * Casts or takes back a vote; doing so twice is doing so once. @returns the votes afterwards.
 * @throws Forbidden
 */
export async function castVote(
  db: Database,
  { paper, up, network, now, ...voter }: VoteChange,
): Promise<number> {
  if ("reader" in voter) await demandVoice(db, { reader: voter.reader, now });
  if (up) {
    await db
      .insertInto("votes")
      .values({
        paper_id: paper,
        ...columnsOf(voter),
        network: network ?? null,
        at: now.toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } else {
    await db.deleteFrom("votes").where("paper_id", "=", paper).where(isOf(voter)).execute();
  }
  return await countVotes(db, paper);
}

/** Whether a visitor has voted neither for this paper nor, a day ago or longer, for any. */
export async function isYoungVoter(
  db: Database,
  { visitor, paper, now }: { visitor: string; paper: number; now: Date },
): Promise<boolean> {
  const aDayAgo = new Date(now.getTime() - 86_400_000).toISOString();
  const row = await db
    .selectFrom("votes")
    .select("id")
    .where("visitor", "=", visitor)
    .where((where) => where.or([where("paper_id", "=", paper), where("at", "<=", aDayAgo)]))
    .executeTakeFirst();
  return row === undefined;
}

/** A browser's votes become the reader's who signs in there; for a paper that both chose it is one. */
export async function carryVotes(
  db: Database,
  { visitor, reader }: { visitor: string; reader: number },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await sql`
      update or ignore votes set reader_id = ${reader}, visitor = null where visitor = ${visitor}
    `.execute(db);
    await db.deleteFrom("votes").where("visitor", "=", visitor).execute();
  });
}

function columnsOf(voter: Voter): { reader_id: number | null; visitor: string | null } {
  return "reader" in voter
    ? { reader_id: voter.reader, visitor: null }
    : { reader_id: null, visitor: voter.visitor };
}

function isOf(voter: Voter) {
  return "reader" in voter
    ? sql<boolean>`reader_id = ${voter.reader}`
    : sql<boolean>`visitor = ${voter.visitor}`;
}

async function countVotes(db: Database, paper: number): Promise<number> {
  const row = await db
    .selectFrom("votes")
    .select((select) => select.fn.countAll<number>().as("votes"))
    .where("paper_id", "=", paper)
    .executeTakeFirstOrThrow();
  return row.votes;
}

/** Which of these papers somebody has voted for. */
export async function listVoted(
  db: Database,
  { voter, papers }: { voter: Voter | undefined; papers: readonly number[] },
): Promise<Set<number>> {
  if (!voter || papers.length === 0) return new Set();
  const rows = await db
    .selectFrom("votes")
    .select("paper_id")
    .where(isOf(voter))
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  return new Set(rows.map((row) => row.paper_id));
}

/** The papers that have from `least` to `most` votes; `least` is 1 or more. */
export async function listVotedPapers(
  db: Database,
  { least, most }: { least: number; most: number },
): Promise<Uint32Array> {
  const { numbers, votes } = await listVoteCounts(db);
  return numbers.filter((_, i) => votes[i]! >= least && votes[i]! <= most);
}

/** Every paper that has votes, and how many it has, side by side. */
export async function listVoteCounts(
  db: Database,
): Promise<{ numbers: Uint32Array; votes: Uint32Array }> {
  const rows = await db
    .selectFrom("votes")
    .select((select) => ["paper_id as paper", select.fn.countAll<number>().as("votes")])
    .groupBy("paper_id")
    .execute();
  return {
    numbers: Uint32Array.from(rows, ({ paper }) => paper),
    votes: Uint32Array.from(rows, ({ votes }) => votes),
  };
}
