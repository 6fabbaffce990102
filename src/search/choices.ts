// What a search can be narrowed to, each with how many papers that would show. Within a kind filters are
// alternatives: they are counted as if none of their kind were chosen.
import type { Database } from "../store/tables.ts";
import { filtersIn, withFilter, withoutFilter } from "./language/filters.ts";
import type { Finder } from "./retrieval/clause.ts";
import {
  countFacets,
  type Searcher,
  type FacetCount,
  type MonthCount,
  type SearchRequest,
  type SearchResult,
} from "./search.ts";

export interface Choices {
  /** By category, source and what papers have; most papers first within each kind, but for those only chosen. */
  facets: FacetCount[];
  /** As if no day had been asked for. */
  months: MonthCount[];
}

/** @param found by the same searcher on the same day */
export async function countChoices(
  db: Database,
  finder: Finder,
  found: SearchResult<unknown>,
  { today, searcher }: Pick<SearchRequest, "today"> & { searcher: Searcher | undefined },
): Promise<Choices> {
  const { text } = found.query;
  const chosen = filtersIn(found.query);
  const ask = (query: string) => countFacets(db, finder, { query, today, searcher });
  const asIfNone = async (isOfKind: (filter: string) => boolean) => {
    const mine = chosen.filter(isOfKind);
    if (mine.length === 0) return { rest: text, counts: found, mine };
    const rest = mine.reduce(withoutFilter, text);
    return { rest, counts: await ask(rest), mine };
  };
  const ofKind = async (kind: string) => {
    const { rest, counts, mine } = await asIfNone(isKind(kind));
    const known = counts.facets.filter(({ facet }) => isKind(kind)(facet));
    // A whole archive, `cat:cs`, is no facet of its own.
    const others = mine.filter((filter) => !known.some(({ facet }) => isSame(facet, filter)));
    const asked = await Promise.all(
      others.map(async (facet) => ({ facet, papers: (await ask(withFilter(rest, facet))).total })),
    );
    return [...known, ...asked];
  };
  const voted = async () =>
    (holdsFilter(chosen, "has:votes") ? found : await ask(withFilter(text, "has:votes"))).total;
  const [categories, sources, anytime, votes] = await Promise.all([
    ofKind("cat"),
    ofKind("source"),
    asIfNone(isOfTime),
    voted(),
  ]);
  const has = found.facets.filter(({ facet }) => isKind("has")(facet));
  return {
    facets: [...categories, ...sources, ...has, { facet: "has:votes", papers: votes }],
    months: anytime.counts.months,
  };
}

/** The day is not asked for here, only whether a filter is one of time. */
export function isOfTime(filter: string): boolean {
  return /^(on|after|before):/i.test(filter);
}

export function isKind(kind: string) {
  return (filter: string) => filter.toLowerCase().startsWith(`${kind}:`);
}

export function holdsFilter(filters: readonly string[], wanted: string): boolean {
  return filters.some((filter) => isSame(filter, wanted));
}

export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
