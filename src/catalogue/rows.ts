// Writes rows of papers with what is derived from them: their sections and the words of their titles.
import type { Database } from "../store/tables.ts";
import type { Row } from "./fields.ts";
import { removeTitles, saveTitles } from "./title-words.ts";

/** Papers for which there is no row yet; their numbers are chosen by `nextId`. */
export async function insertRows(db: Database, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await db.insertInto("papers").values(row).execute();
  await saveDerived(db, rows);
}

export async function updateRows(db: Database, rows: readonly Row[]): Promise<void> {
  for (const { id, ...fields } of rows) {
    await db.updateTable("papers").set(fields).where("id", "=", id).execute();
  }
  await saveDerived(db, rows);
}

/** What refers to them must have moved before. */
export async function deleteRows(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await removeTitles(db, ids);
  await db
    .deleteFrom("papers")
    .where("id", "in", [...ids])
    .execute();
}

/** A number that no paper has or had before it was merged, so that a merge can be undone. */
export async function nextId(db: Database): Promise<number> {
  const { paper } = await db
    .selectFrom("papers")
    .select((select) => select.fn.max<number | null>("id").as("paper"))
    .executeTakeFirstOrThrow();
  const { gone } = await db
    .selectFrom("merges")
    .select((select) => select.fn.max<number | null>("gone_id").as("gone"))
    .executeTakeFirstOrThrow();
  return Math.max(paper ?? 0, gone ?? 0) + 1;
}

async function saveDerived(db: Database, rows: readonly Row[]): Promise<void> {
  await saveCategories(db, rows);
  await saveTitles(db, rows);
}

async function saveCategories(db: Database, rows: readonly Row[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await db.deleteFrom("paper_categories").where("paper_id", "in", ids).execute();
  const listed = rows.flatMap((row) =>
    [...new Set(JSON.parse(row.categories) as string[])].map((category) => ({
      category,
      paper_id: row.id,
    })),
  );
  if (listed.length > 0) await db.insertInto("paper_categories").values(listed).execute();
}
