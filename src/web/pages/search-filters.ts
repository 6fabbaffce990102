// The filters beside search results: what can be chosen, how many papers each would show, and the
// form by which they are chosen.
import type { Context } from "hono";
import { categoryName } from "../../papers/category.ts";
import { filtersIn } from "../../search/language/filters.ts";
import { parseQuery } from "../../search/language/parse.ts";
import {
  countFacets,
  type Asker,
  type FacetCount,
  type SearchResult,
} from "../../search/search.ts";
import type { Web } from "../context.ts";
import { sectionOptions } from "../requests.ts";
import { barsOf, byYear, inWords, type When } from "../views/found-histogram.tsx";
import type { Filters, FilterChoice } from "../views/search-filters.tsx";
import { searchAddress, withFilter, withoutFilter } from "../views/search-queries.ts";

const categoriesShown = 8;
const sourcesShown = 5;
const yearsShown = 5;
const mostChosen = 50;

/** Kinds whose filters stand as boxes to tick. */
const tickable = /^(cat|source|has):[^\p{Cc}"]{1,80}$/iu;

/** What the form of the filters asks for: the query with those that are ticked, without the others. */
export function chooseFilters(c: Context, web: Web): Response {
  const { today } = sectionOptions(web);
  const query = parseQuery(c.req.query("query") ?? "", { today });
  const ticked = (c.req.queries("filter") ?? [])
    .slice(0, mostChosen)
    .filter((filter) => tickable.test(filter));
  const chosen = filtersIn(query).filter((filter) => tickable.test(filter));
  const dropped = chosen.filter((filter) => !holds(ticked, filter));
  const added = ticked.filter((filter) => !holds(chosen, filter));
  const less = dropped.reduce(withoutFilter, query.text);
  return c.redirect(searchAddress(added.reduce(withFilter, less)), 303);
}

/** With a date of its own: the papers of that month or year. */
function whenever(text: string, filters: readonly string[], when?: When): string {
  const anytime = filters.filter(isDate).reduce(withoutFilter, text);
  const chosen = when !== undefined && holds(filters, `on:${when}`);
  return when === undefined || chosen ? anytime : withFilter(anytime, `on:${when}`);
}

export async function readFilters(
  web: Web,
  found: SearchResult,
  asker: Asker | undefined,
): Promise<Filters> {
  const { text } = found.query;
  const chosen = filtersIn(found.query);
  const { finder, today } = sectionOptions(web);
  const ask = (query: string) => countFacets(web.db, finder, { query, today, asker });
  // Within a kind the filters are alternatives: each is counted as if no other were chosen.
  const asIfNone = async (ofKind: (filter: string) => boolean) => {
    const mine = chosen.filter(ofKind);
    if (mine.length === 0) return { rest: text, counts: found, mine };
    const rest = mine.reduce(withoutFilter, text);
    return { rest, counts: await ask(rest), mine };
  };
  const [categories, sources, anytime, votes] = await Promise.all([
    asIfNone(isKind("cat")),
    asIfNone(isKind("source")),
    asIfNone(isDate),
    holds(chosen, "has:votes") ? found : ask(withFilter(text, "has:votes")),
  ]);
  const withCounts = async ({ rest, counts, mine }: Awaited<ReturnType<typeof asIfNone>>) => {
    const known = counts.facets;
    // A whole archive, `cat:cs`, is no facet of its own.
    const others = mine.filter((filter) => !known.some(({ facet }) => isSame(facet, filter)));
    const asked = await Promise.all(
      others.map(async (facet) => ({ facet, papers: (await ask(withFilter(rest, facet))).total })),
    );
    return [...known, ...asked];
  };
  const choices = (counts: readonly FacetCount[], kind: string, most: number) =>
    choicesOf(
      counts.filter(({ facet }) => isKind(kind)(facet)),
      { chosen, most },
    );
  const papersWith = (filter: string) =>
    found.facets.find(({ facet }) => facet === filter)?.papers ?? 0;
  const named = (filter: string, name: string, papers: number): FilterChoice => ({
    filter,
    name,
    papers,
    chosen: holds(chosen, filter),
  });
  return {
    query: text,
    categories: choices(await withCounts(categories), "cat", categoriesShown),
    sources: choices(await withCounts(sources), "source", sourcesShown),
    has: [
      named("has:code", "Code", papersWith("has:code")),
      named("has:project", "Project page", papersWith("has:project")),
      named("has:votes", "Votes", votes.total),
    ],
    bars: barsOf({ months: found.months, anytime: anytime.counts.months }),
    years: yearsOf(text, chosen, anytime.counts),
    address: (when) => searchAddress(whenever(text, chosen, when)),
  };
}

/** Those of most papers and those that are chosen. */
function choicesOf(
  counts: readonly FacetCount[],
  { chosen, most }: { chosen: readonly string[]; most: number },
): FilterChoice[] {
  return counts
    .map(({ facet, papers }) => ({
      // As the query has it, so that ticking it again is no other filter.
      filter: chosen.find((filter) => isSame(filter, facet)) ?? facet,
      name: nameOf(facet),
      papers,
      chosen: holds(chosen, facet),
    }))
    .filter((choice, index) => index < most || choice.chosen);
}

const sourceNames = new Map([
  ["arxiv", "arXiv"],
  ["doi", "A publisher, by DOI"],
  ["openreview", "OpenReview"],
  ["title", "Known by its title"],
]);

function nameOf(facet: string): string {
  const value = facet.slice(facet.indexOf(":") + 1);
  if (isKind("source")(facet)) return sourceNames.get(value.toLowerCase()) ?? value;
  const name = categoryName(value);
  return name === value ? value : `${name}, ${value}`;
}

function yearsOf(
  text: string,
  chosen: readonly string[],
  { months }: Pick<SearchResult, "months">,
): Filters["years"] {
  const years = [...byYear(months)].toReversed();
  if (years.length < 2) return [];
  const linked = years.map(([year, papers]) => ({
    name: inWords(year),
    papers,
    chosen: holds(chosen, `on:${year}`),
    address: searchAddress(whenever(text, chosen, year)),
  }));
  const earlier = linked.slice(yearsShown);
  if (earlier.length < 2) return linked;
  const before = `before:${years[yearsShown - 1]![0]}`;
  const shown = linked.filter((year, index) => index < yearsShown || year.chosen);
  const anytime = whenever(text, chosen);
  return [
    ...shown,
    {
      name: `Before ${years[yearsShown - 1]![0]}`,
      papers: earlier.reduce((sum, year) => sum + year.papers, 0),
      chosen: holds(chosen, before),
      address: searchAddress(holds(chosen, before) ? anytime : withFilter(anytime, before)),
    },
  ];
}

/** The day is not asked for here, only whether a filter is one of time. */
function isDate(filter: string): boolean {
  return /^(on|after|before):/i.test(filter);
}

function isKind(kind: string) {
  return (filter: string) => filter.toLowerCase().startsWith(`${kind}:`);
}

function holds(filters: readonly string[], wanted: string): boolean {
  return filters.some((filter) => isSame(filter, wanted));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
