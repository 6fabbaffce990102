// Votes as ranking hears of them: each with what it counts.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Signal } from "../../papers/signal.ts";
import type { Database } from "../../store/tables.ts";
import { readBallots } from "./ballots.ts";
import { weighBallots } from "./vote-weights.ts";

/** The votes for these papers. */
export async function listVoteSignals(db: Database, papers: readonly number[]): Promise<Signal[]> {
  const ballots = await readBallots(db, papers);
  const weights = weighBallots(ballots);
  return ballots.map(({ paper, at }, index) => ({
    paper,
    kind: "upvote",
    source: "here",
    at,
    weight: weights[index]!,
  }));
}

/** What the votes of a paper amount to. */
export interface Tally {
  paper: number;
  votes: number;
  /** For how many they count, damped as in every ranking. */
  counted: number;
  /** When the first was cast, ISO 8601. */
  first: string;
}

const readAtOnce = 500;

/** Of every paper that has votes, in the order of their numbers. */
export async function tallyVotes(db: Database): Promise<Tally[]> {
  const papers = await db
    .selectFrom("votes")
    .select("paper_id")
    .distinct()
    .orderBy("paper_id")
    .execute();
  const tallies = new Map<number, Tally>();
  for (let from = 0; from < papers.length; from += readAtOnce) {
    const some = papers.slice(from, from + readAtOnce).map(({ paper_id: paper }) => paper);
    const ballots = await readBallots(db, some);
    const weights = weighBallots(ballots);
    for (const [index, { paper, at }] of ballots.entries()) {
      const tally = tallies.get(paper) ?? { paper, votes: 0, counted: 0, first: at };
      tally.votes++;
      tally.counted += weights[index]!;
      tallies.set(paper, tally);
    }
    await nextTurn();
  }
  return [...tallies.values()];
}
