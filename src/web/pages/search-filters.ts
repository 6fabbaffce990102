// The filters beside search results: what can be chosen, how many papers each would show, and the
// form by which they are chosen.
import type { Context } from "hono";
import { sectionOptions } from "../../editions/sections.ts";
import { categoryName } from "../../papers/category.ts";
import { countChoices, holdsFilter, isKind, isOfTime, isSame } from "../../search/choices.ts";
import { filtersIn, withFilter, withoutFilter } from "../../search/language/filters.ts";
import { parseQuery } from "../../search/language/parse.ts";
import type { Searcher, FacetCount, MonthCount, SearchResult } from "../../search/search.ts";
import type { Web } from "../context.ts";
import { barsOf, byYear, inWords, type When } from "../views/found-histogram.tsx";
import type { Filters, FilterChoice } from "../views/search-filters.tsx";
import { searchAddress } from "../views/search-queries.ts";

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
  const dropped = chosen.filter((filter) => !holdsFilter(ticked, filter));
  const added = ticked.filter((filter) => !holdsFilter(chosen, filter));
  const less = dropped.reduce(withoutFilter, query.text);
  return c.redirect(searchAddress(added.reduce(withFilter, less)), 303);
}

/** With a date of its own: the papers of that month or year. */
function whenever(text: string, filters: readonly string[], when?: When): string {
  const anytime = filters.filter(isOfTime).reduce(withoutFilter, text);
  const chosen = when !== undefined && holdsFilter(filters, `on:${when}`);
  return when === undefined || chosen ? anytime : withFilter(anytime, `on:${when}`);
}

export async function readFilters(
  web: Web,
  found: SearchResult,
  searcher: Searcher | undefined,
): Promise<Filters> {
  const { text } = found.query;
  const chosen = filtersIn(found.query);
  const { finder, today } = sectionOptions(web);
  const { facets, months } = await countChoices(web.db, finder, found, { today, searcher });
  const choices = (kind: string, most: number) =>
    choicesOf(
      facets.filter(({ facet }) => isKind(kind)(facet)),
      { chosen, most },
    );
  const named = (filter: string, name: string): FilterChoice => ({
    filter,
    name,
    papers: facets.find(({ facet }) => facet === filter)?.papers ?? 0,
    chosen: holdsFilter(chosen, filter),
  });
  return {
    query: text,
    categories: choices("cat", categoriesShown),
    sources: choices("source", sourcesShown),
    has: [
      named("has:code", "Code"),
      named("has:project", "Project page"),
      named("has:votes", "Votes"),
    ],
    bars: barsOf({ months: found.months, anytime: months }),
    years: yearsOf(text, chosen, months),
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
      chosen: holdsFilter(chosen, facet),
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
  months: readonly MonthCount[],
): Filters["years"] {
  const years = [...byYear(months)].toReversed();
  if (years.length < 2) return [];
  const linked = years.map(([year, papers]) => ({
    name: inWords(year),
    papers,
    chosen: holdsFilter(chosen, `on:${year}`),
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
      chosen: holdsFilter(chosen, before),
      address: searchAddress(holdsFilter(chosen, before) ? anytime : withFilter(anytime, before)),
    },
  ];
}
