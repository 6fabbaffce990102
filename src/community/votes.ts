// One vote a visitor and paper. The rows are the count, so it is exact whatever runs in parallel.
import type { Database } from "../store/tables.ts";
import type { Signal } from "../papers/signal.ts";

export interface VoteChange {
  paper: number;
  visitor: string;
  /** False takes the vote back. */
  up: boolean;
  now: Date;
}

/** Casts or takes back a vote; doing so twice is doing so once. @returns the votes afterwards. */
export async function castVote(
  db: Database,
  { paper, visitor, up, now }: VoteChange,
): Promise<number> {
  if (up) {
    await db
      .insertInto("votes")
      .values({ paper_id: paper, visitor, at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } else {
    await db
      .deleteFrom("votes")
      .where("paper_id", "=", paper)
      .where("visitor", "=", visitor)
      .execute();
  }
  return await countVotes(db, paper);
}

async function countVotes(db: Database, paper: number): Promise<number> {
  const row = await db
    .selectFrom("votes")
    .select((select) => select.fn.countAll<number>().as("votes"))
    .where("paper_id", "=", paper)
    .executeTakeFirstOrThrow();
  return row.votes;
}

/** Which of these papers the visitor has voted for. */
export async function listVoted(
  db: Database,
  { visitor, papers }: { visitor: string | undefined; papers: readonly number[] },
): Promise<Set<number>> {
  if (!visitor || papers.length === 0) return new Set();
  const rows = await db
    .selectFrom("votes")
    .select("paper_id")
    .where("visitor", "=", visitor)
    .where("paper_id", "in", [...papers])
    .execute();
  return new Set(rows.map((row) => row.paper_id));
}

/** The votes for these papers, as ranking wants them. */
export async function listVoteSignals(db: Database, papers: readonly number[]): Promise<Signal[]> {
  if (papers.length === 0) return [];
  const rows = await db
    .selectFrom("votes")
    .select(["paper_id as paper", "at"])
    .where("paper_id", "in", [...papers])
    .execute();
  return rows.map((row) => ({ ...row, kind: "upvote", source: "here" }));
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
