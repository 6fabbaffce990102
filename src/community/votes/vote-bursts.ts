// Bursts: more votes for one paper than a handful, within an hour, from one network or one branch of
// the tree of invitations. They count as few; here is what moderators are told of them.
import type { Database } from "../../store/tables.ts";
import { readBallots } from "./ballots.ts";
import { numbersIn } from "../../store/values-in.ts";
import {
  burstMs,
  crowdSizes,
  gatherByPlace,
  crowdFrom,
  weighBallots,
  type Ballot,
} from "./vote-weights.ts";

export interface Burst {
  /** The paper's number in the catalogue. */
  paper: number;
  /** Whether all came from one network. */
  isOneNetwork: boolean;
  /** The name of whoever all of them came by; empty where that reader is gone. */
  branchOf: string | undefined;
  /** When the first and the last were cast, ISO 8601. */
  first: string;
  last: string;
  votes: number;
  /** For how many votes they count. */
  counted: number;
  /** The names of the readers among them. */
  readers: string[];
  visitors: number;
}

export const mostBursts = 100;

/** Those that ended after a moment, the latest first; no more than `mostBursts`. */
export async function listBursts(db: Database, { since }: { since: Date }): Promise<Burst[]> {
  const papers = await db
    .selectFrom("votes")
    .select("paper_id")
    .where("at", ">=", since.toISOString())
    .groupBy("paper_id")
    .having((having) => having.fn.countAll(), ">", crowdFrom)
    .execute();
  const ballots = await readBallots(
    db,
    papers.map((each) => each.paper_id),
  );
  const weights = weighBallots(ballots);
  const found = findBursts(ballots)
    .map((burst) => ({ ...burst, last: ballots[burst.members.at(-1)!]!.at }))
    .filter(({ last }) => last >= since.toISOString())
    .toSorted((one, other) => (one.last < other.last ? 1 : -1))
    .slice(0, mostBursts);
  const names = await readNames(db, found, ballots);
  return found.map(({ members, isOneNetwork, branch, last }) => {
    const cast = members.map((index) => ballots[index]!);
    const readers = cast.flatMap(({ reader }) => reader?.id ?? []);
    return {
      paper: cast[0]!.paper,
      isOneNetwork,
      branchOf: branch === undefined ? undefined : (names.get(branch) ?? ""),
      first: cast[0]!.at,
      last,
      votes: members.length,
      counted: members.reduce((sum, index) => sum + weights[index]!, 0),
      readers: readers.flatMap((reader) => names.get(reader) ?? []),
      visitors: cast.length - readers.length,
    };
  });
}

/** Votes by their indices. */
interface FoundBurst {
  members: number[];
  isOneNetwork: boolean;
  branch: number | undefined;
}

function findBursts(ballots: readonly Ballot[]): FoundBurst[] {
  const found = new Map<string, FoundBurst>();
  for (const { place, members } of gatherByPlace(ballots)) {
    for (const run of runsOf(members, ballots)) {
      // Who came by one person's invitations may sit behind one network as well.
      const key = run.join(" ");
      const known = found.get(key) ?? { members: run, isOneNetwork: false, branch: undefined };
      if (place.kind === "network") known.isOneNetwork = true;
      else known.branch = place.branch;
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** Votes that follow each other within the hour, where they are a burst at some time. */
function runsOf(members: readonly number[], ballots: readonly Ballot[]): number[][] {
  const times = members.map((index) => Date.parse(ballots[index]!.at));
  const sizes = crowdSizes(times);
  const starts = members.flatMap((_, n) =>
    n === 0 || times[n]! - times[n - 1]! >= burstMs ? [n] : [],
  );
  return starts
    .map((start, run) => [start, starts[run + 1] ?? members.length] as const)
    .filter(([start, end]) => sizes.slice(start, end).some((size) => size > crowdFrom))
    .map(([start, end]) => members.slice(start, end));
}

async function readNames(
  db: Database,
  found: readonly FoundBurst[],
  ballots: readonly Ballot[],
): Promise<Map<number, string>> {
  const readers = found.flatMap(({ members, branch }) => [
    ...(branch === undefined ? [] : [branch]),
    ...members.flatMap((index) => ballots[index]!.reader?.id ?? []),
  ]);
  const rows = await db
    .selectFrom("readers")
    .select(["id", "name"])
    .where("id", "in", numbersIn(readers))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
