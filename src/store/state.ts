// What the database knows of its own past, for whoever keeps what was made from it.
import { sql } from "kysely";
import type { Database } from "./tables.ts";

/** Another text whenever anything was written to the database, by this process or by another. */
export async function databaseState(db: Database): Promise<string> {
  // The pragma counts the changes of other connections, and the function those of this one
  // (https://www.sqlite.org/pragma.html#pragma_data_version).
  const { rows } = await sql<{ data_version: number; changes: number }>`
    select data_version, total_changes() as changes from pragma_data_version
  `.execute(db);
  const { data_version: others, changes } = rows[0]!;
  return `${others} ${changes}`;
}

/** When this instance began, ISO 8601: a backup brings it along. */
export async function beganAt(db: Database): Promise<string> {
  const { rows } = await sql<{ at: string }>`select min(at) as at from migrations`.execute(db);
  return rows[0]!.at;
}
