// Where nothing was found: the searches nearest to it that find something.
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { filtersIn, withoutFilter } from "./language/filters.ts";
import type { Query } from "./language/parse.ts";
import type { Finder } from "./retrieval/clause.ts";
import { countFacets, type Searcher } from "./search.ts";

export interface Nearest {
  /** What was left out. */
  without: readonly string[];
  query: string;
  papers: number;
}

const mostTried = 6;

/** The query without each of its filters, and without all of them; most papers last. */
export async function findNearest(
  db: Database,
  finder: Finder,
  { query, today, searcher }: { query: Query; today: Day; searcher: Searcher | undefined },
): Promise<Nearest[]> {
  const filters = filtersIn(query).slice(0, mostTried);
  const leftOut = filters.length > 1 ? [...filters.map((each) => [each]), filters] : [filters];
  const tried = await Promise.all(
    leftOut.map(async (without) => {
      const rest = without.reduce(withoutFilter, query.text);
      const { total } = await countFacets(db, finder, { query: rest, today, searcher });
      return { without, query: rest, papers: rest === "" ? 0 : total };
    }),
  );
  const helpful = tried.filter(({ papers }) => papers > 0);
  // Without all of them only where no single one is in the way.
  return helpful.filter(({ without }) => without.length === 1 || helpful.length === 1);
}
