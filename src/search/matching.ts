// The papers that match a query, asked of the index as it is at the moment.
import { listNamed } from "../catalogue/papers.ts";
import { listOwnPapers } from "../community/library/own-papers.ts";
import { listVotedPapers } from "../community/votes/votes.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { compile } from "./language/compile.ts";
import { asQuery, type Query } from "./language/parse.ts";
import type { Clause, Finder } from "./retrieval/clause.ts";

export interface Matching {
  /** Which of these papers match, by their numbers. */
  among: (papers: readonly number[]) => Promise<number[]>;
  countAmong: (papers: readonly number[]) => Promise<number>;
  /** The newest by listing date, and how many there are, but for those of `without`. */
  newest: (page: {
    limit: number;
    offset?: number;
    without?: Clause | undefined;
  }) => Promise<{ papers: readonly number[]; total: number }>;
  /** All of them where they are few, in no order; `undefined` where they are many. */
  few: () => Promise<readonly number[] | undefined>;
}

interface Opening {
  query: string | Query;
  today: Day;
  /** Whose own things it may ask for. */
  reader?: number | undefined;
}

const asFew = 2000;

/** No answer of the index lists more than 10,000. */
const atOnce = 5000;

/** What matches a query, as typed or as read; one that asks for nothing matches everything. */
export async function openQuery(
  db: Database,
  finder: Finder,
  { query: asked, today, reader }: Opening,
): Promise<{ query: Query; papers: Matching }> {
  const query = asQuery(asked, { today });
  const { clause, meant } = await clausesOf(db, query, { reader });
  if (!meant?.alone) return { query, papers: matching(finder, clause) };
  const alike = await finder.find({
    meant,
    order: { by: "relevance" },
    offset: 0,
    limit: asFew,
    forgiving: false,
    counting: false,
  });
  return { query, papers: matching(finder, these(alike.numbers)) };
}

/** What to ask the index for, with what SQL alone knows put in as it is at the moment. */
export async function clausesOf(
  db: Database,
  query: Query,
  { reader }: { reader?: number | undefined } = {},
): ReturnType<typeof compile> {
  return await compile(query, {
    votes: (range) => listVotedPapers(db, range),
    own: reader === undefined ? undefined : (filter) => listOwnPapers(db, { reader, ...filter }),
    papers: (identifiers) => listNamed(db, identifiers),
  });
}

/** Without a clause all papers match. */
export function matching(finder: Finder, clause: Clause | undefined): Matching {
  let few: ReturnType<Matching["few"]> | undefined;

  async function find(among: Clause | undefined, { limit = 0, offset = 0 }) {
    const both = [clause, among].filter((each) => each !== undefined);
    const { numbers, total } = await finder.find({
      ...(both.length > 0 && { clause: { kind: "and", of: both } }),
      order: { by: "date" },
      offset,
      limit,
      forgiving: false,
      counting: false,
    });
    return { papers: numbers, total };
  }

  async function findFew() {
    const { papers, total } = await find(undefined, { limit: asFew });
    return total <= papers.length ? papers : undefined;
  }

  return {
    async among(papers) {
      const matched: number[] = [];
      for (let from = 0; from < papers.length; from += atOnce) {
        const asked = papers.slice(from, from + atOnce);
        matched.push(...(await find(these(asked), { limit: atOnce })).papers);
      }
      return matched;
    },
    async countAmong(papers) {
      return papers.length === 0 ? 0 : (await find(these(papers), {})).total;
    },
    newest: ({ without, ...page }) => find(without && { kind: "not", of: without }, page),
    few: () => (few ??= findFew()),
  };
}

function these(papers: readonly number[]): Clause {
  return { kind: "papers", numbers: Uint32Array.from(papers) };
}
