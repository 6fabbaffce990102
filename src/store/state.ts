import { sql } from "kysely";
import type { Database } from "./tables.ts";

/** Another text whenever anything was written to the database, by this process or by another. */
export async function databaseState(db: Database): Promise<string> {
  const { rows } = await sql<{ data_version: number; changes: number }>`
    select data_version, total_changes() as changes from pragma_data_version
  `.execute(db);
  const { data_version: others, changes } = rows[0]!;
  return `${others} ${changes}`;
}
