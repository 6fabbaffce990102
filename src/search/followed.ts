// The papers that match anything of what somebody follows, and which of it they match.
import { listVoteCounts } from "../community/votes/votes.ts";
import { listNamed } from "../catalogue/papers.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { compile, type LookUp } from "./language/compile.ts";
import { dayNumber } from "./language/read-days.ts";
import { parseQuery } from "./language/parse.ts";
import { matching, type Matching } from "./matching.ts";
import type { Clause, Finder } from "./retrieval/clause.ts";

export interface Followed<Follow> {
  /** Those that match any of it. */
  papers: Matching;
  /** Of these papers, those that match, and what of it each matches, in the order of `follows`. */
  whichOf: (papers: readonly number[]) => Promise<Map<number, Follow[]>>;
  /** How many papers of these days, both included, each of it matches, in order. */
  countEach: (days: { first: Day; last: Day }) => Promise<number[]>;
}

/** The index is asked in one message for all of it, not in one for each. */
export async function openFollowed<Follow extends { query: string }>(
  db: Database,
  finder: Finder,
  { follows, today }: { follows: readonly Follow[]; today: Day },
): Promise<Followed<Follow>> {
  const lookUp = lookUpOnce(db);
  const clauses = await Promise.all(
    follows.map(({ query }) => clauseOf(finder, lookUp, { query, today })),
  );

  return {
    papers: matching(finder, { kind: "or", of: clauses }),
    async whichOf(papers) {
      const found = new Map<number, Follow[]>();
      if (papers.length === 0) return found;
      const within: Clause = { kind: "papers", numbers: Uint32Array.from(papers) };
      const each = await finder.findEach({ clauses, within, listing: true });
      for (const [index, { numbers }] of each.entries()) {
        for (const paper of numbers) {
          const known = found.get(paper);
          if (known) known.push(follows[index]!);
          else found.set(paper, [follows[index]!]);
        }
      }
      return found;
    },
    async countEach({ first, last }) {
      const within: Clause = { kind: "days", from: dayNumber(first), to: dayNumber(last) };
      const each = await finder.findEach({ clauses, within, listing: false });
      return each.map(({ total }) => total);
    },
  };
}

/** What SQL knows is asked once, however many queries want to know it. */
function lookUpOnce(db: Database): LookUp {
  let counts: ReturnType<typeof listVoteCounts> | undefined;
  return {
    async votes({ least, most }) {
      const { numbers, votes } = await (counts ??= listVoteCounts(db));
      return numbers.filter((_, i) => votes[i]! >= least && votes[i]! <= most);
    },
    papers: (identifiers) => listNamed(db, identifiers),
  };
}

const nothing: Clause = { kind: "papers", numbers: new Uint32Array() };
const mostAlike = 200;

async function clauseOf(
  finder: Finder,
  lookUp: LookUp,
  { query, today }: { query: string; today: Day },
): Promise<Clause> {
  const { clause = nothing, meant } = await compile(parseQuery(query, { today }), lookUp);
  if (!meant?.alone) return clause;
  const { numbers } = await finder.find({
    meant,
    order: { by: "relevance" },
    offset: 0,
    limit: mostAlike,
    forgiving: false,
    counting: false,
  });
  return { kind: "papers", numbers: Uint32Array.from(numbers) };
}
