// The categories that papers here have, arXiv's and others.
import { sql } from "kysely";
import type { Database } from "../store/tables.ts";

/** Whether a paper here is in it, be it as a cross-list. */
export async function isCategory(db: Database, category: string): Promise<boolean> {
  const found = await db
    .selectFrom("paper_categories")
    .select("category")
    .where("category", "=", category)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** From one name to the next, however many papers have it. */
export async function listCategories(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    with recursive names (name) as (
      select min(category) from paper_categories
      union all
      select (select min(category) from paper_categories where category > name)
      from names where name is not null
    )
    select name from names where name is not null
  `.execute(db);
  return new Set(rows.map(({ name }) => name));
}
