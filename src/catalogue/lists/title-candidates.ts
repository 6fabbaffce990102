// The papers here that a title may mean: those with its key, then those that share its longest words.
import { sql } from "kysely";
import { titleIdentifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Database } from "../../store/tables.ts";
import { listPapers } from "../papers.ts";

const mostWords = 8;
const shortestWord = 3;
const mostCandidates = 20;

/** Papers with a name of their own; those known only by a title are what one looks for. */
export async function findCandidates(db: Database, title: string): Promise<PaperRecord[]> {
  const ids = [...new Set([...(await byKey(db, title)), ...(await byWords(db, title))])];
  return (await listPapers(db, ids))
    .filter(({ identifier, sample }) => !identifier.startsWith("title:") && !sample)
    .map(({ identifier, title, abstract, authors, categories }) => ({
      identifier,
      title,
      abstract,
      authors,
      categories,
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

async function byWords(db: Database, title: string): Promise<number[]> {
  const words =
    texToText(title)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = [...new Set(words)]
    .filter((word) => word.length >= shortestWord)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords);
  if (longest.length === 0) return [];
  // Quoted, so that no word of a title is one of FTS5's operators.
  const query = `title : (${longest.map((word) => `"${word}"`).join(" OR ")})`;
  const rows = await db
    .selectFrom("full_text")
    .select("rowid as id")
    .where(sql<boolean>`full_text match ${query}`)
    .orderBy(sql`rank`)
    .limit(mostCandidates)
    .execute();
  return rows.map(({ id }) => Number(id));
}
