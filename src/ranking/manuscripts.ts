// The papers of the catalogue as the editor's model reads them.
import { parseAuthors } from "../papers/authors-column.ts";
import type { Day } from "../papers/period.ts";
import { numbersIn } from "../store/values-in.ts";
import type { Database } from "../store/tables.ts";
import type { Manuscript } from "./editor/manuscript.ts";

/** With the name by which the record of the community knows it. */
export interface FiledManuscript extends Manuscript {
  identifier: string;
}

/** @param day when each of them came, by its number. */
export async function listManuscripts(
  db: Database,
  days: ReadonlyMap<number, Day>,
): Promise<FiledManuscript[]> {
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier", "title", "abstract", "authors", "categories", "comment"])
    .where("id", "in", numbersIn([...days.keys()]))
    .execute();
  return rows.map((row) => ({
    ...row,
    authors: parseAuthors(row.authors),
    categories: JSON.parse(row.categories) as string[],
    day: days.get(row.id)!,
  }));
}

/** When each paper was last changed; a paper that is gone is left out. */
export async function listChanges(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("papers")
    .select(["id", "changed_at"])
    .where("id", "in", numbersIn(ids))
    .execute();
  return new Map(rows.map(({ id, changed_at }) => [id, changed_at]));
}

/** The day on which each paper of the catalogue was announced first, from a day on. */
export async function listAnnouncedDays(
  db: Database,
  { from }: { from: Day },
): Promise<Map<number, Day>> {
  const rows = await db
    .selectFrom("appearances")
    .select((select) => ["paper_id", select.fn.min("day").as("day")])
    .where("kind", "=", "announced")
    .groupBy("paper_id")
    .having((having) => having(having.fn.min("day"), ">=", from))
    .orderBy("day")
    .orderBy("paper_id")
    .execute();
  return new Map(rows.map(({ paper_id, day }) => [paper_id, day]));
}
