// What the database knows of its own past, for whoever keeps what was made from it.
import { sql } from "kysely";
import type { Database } from "../store/tables.ts";

/** Another one after every change, by this process or another; the same while there is none. */
export async function stateOfDatabase(db: Database): Promise<string> {
  // The pragma counts the changes of other connections, and the function those of this one
  // (https://www.sqlite.org/pragma.html#pragma_data_version).
  const { rows } = await sql<{ state: string }>`
    select data_version || '.' || total_changes() as state from pragma_data_version
  `.execute(db);
  return rows[0]!.state;
}

/** When this instance began, ISO 8601: a backup brings it along. */
export async function beganAt(db: Database): Promise<string> {
  const { rows } = await sql<{ at: string }>`select min(at) as at from migrations`.execute(db);
  return rows[0]!.at;
}
