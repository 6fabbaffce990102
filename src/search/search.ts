// The one way to look for papers. Behind it stands SQLite's FTS5 for now; nobody else knows.
import { sql } from "kysely";
import { listPapers } from "../catalogue/papers.ts";
import { Invalid } from "../errors.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "../store/tables.ts";
import { longestQuery, parseQuery } from "./query.ts";

export interface SearchRequest {
  query: string;
  /** From 1. */
  page?: number;
  perPage?: number;
}

export interface SearchResult {
  /** This page's papers, best first. */
  papers: Paper[];
  total: number;
  page: number;
  pages: number;
  /** The words and phrases that were looked for. */
  terms: string[][];
  /** When nothing has all words: the word to leave out and how many papers that finds. */
  without: { word: string; papers: number } | undefined;
}

/**
 * Papers that hold every word and phrase, in title, authors, abstract or identifier.
 * @throws Invalid when the query is too long; the message says what to do.
 */
export async function searchPapers(
  db: Database,
  { query, page = 1, perPage = 20 }: SearchRequest,
): Promise<SearchResult> {
  if (query.length > longestQuery) {
    throw new Invalid(
      `A search takes up to ${longestQuery} characters; this one has ${query.length}. Try the title alone.`,
    );
  }
  const { terms } = parseQuery(query);
  if (terms.length === 0)
    return { papers: [], total: 0, page: 1, pages: 1, terms, without: undefined };
  const match = allOf(terms);
  const total = await countMatches(db, match);
  const ids = total > 0 ? await matchingIds(db, match, { page, perPage }) : [];
  return {
    papers: await listPapers(db, ids),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    terms,
    without: total === 0 ? await bestWithout(db, terms) : undefined,
  };
}

/** FTS5's own query: quoted, so that no word of the reader's is one of its operators. */
function allOf(terms: readonly string[][]): string {
  return terms.map((words) => `"${words.join(" ")}"`).join(" AND ");
}

async function countMatches(db: Database, match: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from full_text where full_text match ${match}
  `.execute(db);
  return rows[0]!.total;
}

async function matchingIds(
  db: Database,
  match: string,
  { page, perPage }: { page: number; perPage: number },
): Promise<number[]> {
  // A word in the title says most about a paper, then one in its authors. Equals: newest first.
  const { rows } = await sql<{ id: number }>`
    select rowid as id from full_text where full_text match ${match}
    order by bm25(full_text, 8, 4, 1, 8), rowid desc
    limit ${perPage} offset ${(page - 1) * perPage}
  `.execute(db);
  return rows.map((row) => row.id);
}

/** The word whose absence finds most papers, if any does. */
async function bestWithout(
  db: Database,
  terms: readonly string[][],
): Promise<SearchResult["without"]> {
  if (terms.length < 2 || terms.length > 8) return undefined;
  let best: SearchResult["without"];
  for (const [index, words] of terms.entries()) {
    const papers = await countMatches(db, allOf(terms.toSpliced(index, 1)));
    if (papers > (best?.papers ?? 0)) best = { word: words.join(" "), papers };
  }
  return best;
}
