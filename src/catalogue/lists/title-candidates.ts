// The papers here that a title may mean: those with its key, then those that share its longest words.
import { sql } from "kysely";
import { titleIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Database } from "../../store/tables.ts";
import { bestOf, type Judged } from "./judge-match.ts";

/** The longer a word, the fewer titles hold it, and the less there is to rank. */
const mostWords = 5;
const shortestWord = 3;
const mostCandidates = 20;

type Search = (db: Database, title: string) => Promise<number[]>;

/**
 * The likeliest of the papers here, be it the one or not. The searches go from the quickest to the
 * widest and end with the first that leaves no doubt.
 */
export async function findBest(
  db: Database,
  mention: Mention,
  searches: readonly Search[] = [byKey, byAllWords, byAnyWord],
): Promise<Judged | undefined> {
  const { title = "" } = mention;
  const candidates: PaperRecord[] = [];
  let best: Judged | undefined;
  for (const search of searches) {
    const known = new Set(candidates.map(({ identifier }) => identifier));
    const found = await getCandidates(db, await search(db, title));
    candidates.push(...found.filter(({ identifier }) => !known.has(identifier)));
    best = bestOf(mention, candidates);
    // Whatever else has this very title was found by its key, too.
    if (best?.isSame && best.similarity === 1) break;
  }
  return best;
}

/** Without the widest search, which ranks a good part of the catalogue: a damaged title is not found. */
export async function findQuickly(db: Database, mention: Mention): Promise<Judged | undefined> {
  return await findBest(db, mention, [byKey, byAllWords]);
}

/** Papers with a name of their own; those known only by a title are what one looks for. */
async function getCandidates(db: Database, ids: readonly number[]): Promise<PaperRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier", "title", "abstract", "authors", "categories"])
    .where("id", "in", [...new Set(ids)])
    .where("sample", "=", 0)
    .where("identifier", "not like", "title:%")
    .execute();
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows
    .toSorted((a, b) => place.get(a.id)! - place.get(b.id)!)
    .map(({ id: _, identifier, authors, categories, ...words }) => ({
      ...words,
      identifier: identifier as Identifier,
      authors: JSON.parse(authors) as string[],
      categories: JSON.parse(categories) as string[],
    }));
}

async function byKey(db: Database, title: string): Promise<number[]> {
  const name = titleIdentifier(title);
  const named = await db
    .selectFrom("identifiers")
    .select("paper_id as id")
    .where("identifier", "=", name)
    .execute();
  const titled = await db
    .selectFrom("papers")
    .select("id")
    .where("title_hash", "=", name.slice("title:".length))
    .limit(mostCandidates)
    .execute();
  return [...named, ...titled].map(({ id }) => id);
}

async function byAllWords(db: Database, title: string): Promise<number[]> {
  return await byWords(db, longestWords(title), "AND");
}

/** A word of the title may be damaged. */
async function byAnyWord(db: Database, title: string): Promise<number[]> {
  return await byWords(db, longestWords(title), "OR");
}

function longestWords(title: string): string[] {
  const words =
    texToText(title)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => word.length >= shortestWord)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords);
}

async function byWords(
  db: Database,
  words: readonly string[],
  operator: "AND" | "OR",
): Promise<number[]> {
  if (words.length === 0) return [];
  // Quoted, so that no word of a title is one of FTS5's operators.
  const query = `title : (${words.map((word) => `"${word}"`).join(` ${operator} `)})`;
  const rows = await db
    .selectFrom("title_words")
    .select("rowid as id")
    .where(sql<boolean>`title_words match ${query}`)
    .orderBy(sql`rank`)
    .limit(mostCandidates)
    .execute();
  return rows.map(({ id }) => Number(id));
}
