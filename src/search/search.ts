// The one way to look for papers: for the search box, sections, feeds, the API and the command line.
import { findTitled, listPapers } from "../catalogue/papers.ts";
import { listVoteCounts } from "../community/votes/votes.ts";
import type { Paper } from "../papers/paper.ts";
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { asQuery, type Query } from "./language/parse.ts";
import { clausesOf } from "./matching.ts";
import { partsOfAll, type Node, type OrderName } from "./language/tree.ts";
import type {
  Clause,
  Finder,
  FoundBy,
  IndexAnswer,
  IndexRequest,
  Order,
} from "./retrieval/clause.ts";
import { spellForgiven } from "./spelling.ts";

export interface SearchRequest {
  /** As typed, or as read. */
  query: string | Query;
  /** From 1. */
  page?: number;
  perPage?: number;
  /** Takes the place of the order that the query asks for. */
  order?: OrderName;
  today: Day;
  searcher?: Searcher | undefined;
}

/** The reader who searches. */
export interface Searcher {
  reader: number;
  /** What the reader never wants to see and is to be left out; see `findMuted`. */
  muted?: Clause | undefined;
}

/** What a search found; `Found` is a paper, or what a caller needs of it. */
export interface SearchResult<Found = Paper> {
  /** What was understood. */
  query: Query;
  /** This page's papers in order: those that match everything, then those that nearly do. */
  papers: Found[];
  /** How many papers match everything that was asked. */
  total: number;
  /** How many hold only some of the words; counted, and listed, where `total` is below a page. */
  nearly: number;
  page: number;
  pages: number;
  perPage: number;
  order: OrderName;
  /** Of each of `papers`: found by all that was asked, some of its words, or meaning alone. */
  foundBy: readonly FoundBy[];
  /** How many further papers are listed that meaning brought. */
  near: number;
  /** How many papers match and are left out because the searcher never wants to see them. */
  mutedCount: number;
  /** Of what matches, or of what nearly does where nothing does; most papers first. */
  facets: FacetCount[];
  /** By month of the listing date, in order; without those that have none. */
  months: MonthCount[];
  /** Words that no paper holds, and what was looked for instead. */
  forgiven: { typed: string; instead: string }[];
  /** True where phrases were so common that some papers hold their words, not side by side. */
  isRough: boolean;
  /** How long it took, in milliseconds. */
  ms: number;
}

export interface FacetCount {
  /** As the query language writes it: `cat:cs.CV`, `has:code`. */
  facet: string;
  papers: number;
}

export interface MonthCount {
  /** `2026-03` */
  month: string;
  papers: number;
}

/** Papers that match a query, and what they are; any string is a query. */
export async function searchPapers(
  db: Database,
  finder: Finder,
  request: SearchRequest,
): Promise<SearchResult> {
  return await searchFor(db, finder, request, listPapers);
}

/** The same for a caller that needs less, or more, of each paper than the catalogue gives. */
export async function searchFor<Found>(
  db: Database,
  finder: Finder,
  { query: asking, page = 1, perPage = 20, order, today, searcher }: SearchRequest,
  list: (db: Database, numbers: readonly number[]) => Promise<Found[]>,
): Promise<SearchResult<Found>> {
  const began = performance.now();
  const query = asQuery(asking, { today });
  const by = query.similarTo.length > 0 ? "meaning" : (order ?? usualOrder(query));
  const asked = {
    first: by === "relevance" || by === "words" ? await findTitled(db, query.text) : [],
    order: await readOrder(db, by),
    by,
    offset: (page - 1) * perPage,
    limit: perPage,
    forgiving: true,
  };
  const [answer, mutedCount] = query.isEmpty
    ? [nothing, 0]
    : await answerTo(finder, await readRequest(db, query, { ...asked, searcher }));
  const { total, nearly, near, foundBy } = answer;
  const papers = await list(db, answer.numbers);
  const listed = (total >= perPage ? total : total + nearly) + near;
  return {
    query,
    papers,
    foundBy,
    total,
    nearly,
    near,
    mutedCount,
    page,
    pages: Math.max(1, Math.ceil(Math.min(listed, mostListed) / perPage)),
    perPage,
    order: by,
    ...countsOf(answer),
    forgiven: await spellForgiven(db, answer.forgiven),
    isRough: answer.isRough === true,
    ms: performance.now() - began,
  };
}

/** What matches a query, counted only; one that asks for nothing matches everything. */
export async function countFacets(
  db: Database,
  finder: Finder,
  { query, today, searcher }: Pick<SearchRequest, "query" | "today" | "searcher">,
): Promise<Pick<SearchResult, "total" | "facets" | "months">> {
  const { request, muted } = await readRequest(db, asQuery(query, { today }), {
    order: { by: "date" },
    by: "date",
    offset: 0,
    limit: 0,
    forgiving: true,
    searcher,
  });
  const answer = await finder.find(without(muted, request));
  return { total: answer.total, ...countsOf(answer) };
}

/** Papers that are about what these are about, by their numbers, the most alike first. */
export async function findSimilar(
  db: Database,
  finder: Finder,
  { papers, limit }: { papers: readonly number[]; limit: number },
): Promise<Paper[]> {
  const { numbers } = await finder.find({
    meant: { papers, alone: true },
    order: { by: "relevance" },
    offset: 0,
    limit,
    forgiving: false,
    counting: false,
  });
  return await listPapers(db, numbers);
}

/** Further papers are counted, not listed; a filter brings them forth. */
export const mostListed = 10_000;

const nothing: IndexAnswer = {
  numbers: [],
  foundBy: [],
  near: 0,
  total: 0,
  nearly: 0,
  facets: [],
  months: [],
  forgiven: [],
};

interface ReadRequest {
  request: IndexRequest;
  /** What is to be left out of the answer. */
  muted: Clause | undefined;
}

async function readRequest(
  db: Database,
  query: Query,
  { by, searcher, ...rest }: Asking,
): Promise<ReadRequest> {
  const { meant, ...clauses } = await clausesOf(db, query, searcher);
  const isMeant = meant !== undefined && (by === "relevance" || by === "meaning");
  const request = {
    ...clauses,
    ...(isMeant && { meant: { alone: by === "meaning", ...meant } }),
    ...rest,
  };
  return { request, muted: asksForOwn(query.tree) ? undefined : searcher?.muted };
}

type Asking = Omit<IndexRequest, "clause" | "nearly" | "meant"> &
  Pick<SearchRequest, "searcher"> & { by: OrderName };

/** With how many papers match and are left out. */
async function answerTo(
  finder: Finder,
  { request, muted }: ReadRequest,
): Promise<[IndexAnswer, mutedCount: number]> {
  if (!muted) return [await finder.find(request), 0];
  const [answer, { total }] = await Promise.all([
    finder.find(without(muted, request)),
    finder.find({
      clause: both(request.clause, muted),
      order: { by: "date" },
      offset: 0,
      limit: 0,
      forgiving: false,
      counting: false,
    }),
  ]);
  return [answer, total];
}

/** Whoever looks for what they saved wants all of it. */
function asksForOwn(tree: Node | undefined): boolean {
  return partsOfAll(tree).some((part) =>
    part.kind === "or"
      ? part.of.some(asksForOwn)
      : part.kind === "filter" && part.asks.kind === "own",
  );
}

/** The same request, for all but these papers. */
function without(muted: Clause | undefined, request: IndexRequest): IndexRequest {
  if (!muted) return request;
  const { clause, nearly, meant } = request;
  const others: Clause = { kind: "not", of: muted };
  return {
    ...request,
    clause: both(clause, others),
    ...(nearly && { nearly: both(nearly, others) }),
    ...(meant && { meant: { ...meant, among: both(meant.among, others) } }),
  };
}

function both(one: Clause | undefined, other: Clause): Clause {
  return one ? { kind: "and", of: [one, other] } : other;
}

function usualOrder({ order, hasWords }: Query): OrderName {
  return order ?? (hasWords ? "relevance" : "date");
}

async function readOrder(db: Database, by: OrderName): Promise<Order> {
  if (by === "votes") return { by, ...(await listVoteCounts(db)) };
  return { by: by === "date" ? "date" : "relevance" };
}

function countsOf({ facets, months }: IndexAnswer): Pick<SearchResult, "facets" | "months"> {
  return {
    facets: facets.toSorted((a, b) => b.papers - a.papers || (a.facet < b.facet ? -1 : 1)),
    months: months.map(({ month, papers }) => ({ month: monthName(month), papers })),
  };
}

/** `month` is counted from January 1970. */
function monthName(month: number): string {
  return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}
