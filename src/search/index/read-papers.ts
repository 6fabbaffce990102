// Papers of the catalogue as the index takes them: TeX read, the listing date found, flags set.
import { sql } from "kysely";
import { parseAuthors } from "../../papers/authors-column.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { PaperToIndex } from "../segments/paper-text.ts";

const millisecondsADay = 86_400_000;
const rowsAtOnce = 100;

/** Those of the papers that there are, a hundred at a time so that texts do not pile up. */
export async function* readPapers(
  db: Database,
  numbers: readonly number[],
): AsyncGenerator<PaperToIndex> {
  for (let at = 0; at < numbers.length; at += rowsAtOnce) {
    const rows = await selectRows(db, numbers.slice(at, at + rowsAtOnce));
    for (const row of rows) yield paperToIndex(row);
  }
}

type Row = Awaited<ReturnType<typeof selectRows>>[number];

async function selectRows(db: Database, numbers: readonly number[]) {
  return await db
    .selectFrom("papers")
    .select([
      "id",
      "identifier",
      "title",
      "abstract",
      "authors",
      "categories",
      "comment",
      "journal_ref",
      "version",
      "withdrawn",
      "code_url",
      "project_url",
      sql<string>`(
        select json_group_array(identifier) from identifiers where paper_id = papers.id
      )`.as("names"),
      // Two clocks, the announcement first; a paper that stands in no edition has its submission.
      sql<string>`coalesce(
        (select min(day) from appearances where paper_id = papers.id and kind = 'announced'),
        (select min(day) from appearances where paper_id = papers.id),
        submitted_at, created_at
      )`.as("day"),
    ])
    .where("id", "in", numbersIn(numbers))
    .execute();
}

function paperToIndex(row: Row): PaperToIndex {
  const identifiers = new Set([row.identifier, ...(JSON.parse(row.names) as string[])]);
  return {
    number: row.id,
    day: dayNumber(row.day),
    title: texToText(row.title),
    abstract: texToText(row.abstract),
    authors: parseAuthors(row.authors).map(texToText),
    comment: row.comment === null ? "" : texToText(row.comment),
    journal: row.journal_ref === null ? "" : texToText(row.journal_ref),
    // A key made of a title is no name that anybody types.
    identifiers: [...identifiers]
      .filter((identifier) => !identifier.startsWith("title:"))
      .map(withoutScheme),
    categories: [...new Set(JSON.parse(row.categories) as string[])],
    source: row.identifier.slice(0, row.identifier.indexOf(":")),
    flags: flagsOf(row),
  };
}

/** `10.1101/…` of `doi:10.1101/…`. */
function withoutScheme(identifier: string): string {
  return identifier.slice(identifier.indexOf(":") + 1);
}

function flagsOf(row: Row): string[] {
  const flags = [(row.version ?? 1) > 1 ? "is:replacement" : "is:new"];
  if (row.withdrawn === 1) flags.push("is:withdrawn");
  if (row.code_url !== null) flags.push("has:code");
  if (row.project_url !== null) flags.push("has:project");
  return flags;
}

/** Days since 1970-01-01, as many as 16 bits hold: to the year 2149. */
function dayNumber(written: string): number {
  const day = Math.floor(Date.parse(written.slice(0, 10)) / millisecondsADay);
  return Number.isFinite(day) ? Math.min(Math.max(day, 0), 0xffff) : 0;
}
