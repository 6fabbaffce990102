// Whether the database is sound, and how large it is.
import { sql } from "kysely";
import type { Database } from "./tables.ts";

export interface DatabaseHealth {
  /** What SQLite found wrong, in its words; empty when nothing. */
  faults: string[];
  /** Of the file, in bytes. */
  size: number;
  sqliteVersion: string;
}

/** Reads the whole file once, so it takes some seconds on a large instance. */
export async function checkDatabase(db: Database): Promise<DatabaseHealth> {
  const integrity = await sql<{ quick_check: string }>`pragma quick_check(10)`.execute(db);
  const foreign = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
  const about = await sql<{ size: number; version: string }>`
    select page_count * page_size as size, sqlite_version() as version
    from pragma_page_count(), pragma_page_size()`.execute(db);
  return {
    faults: [
      ...integrity.rows.map((row) => row.quick_check).filter((said) => said !== "ok"),
      ...foreign.rows.slice(0, 10).map((row) => `a row of ${row.table} refers to nothing`),
    ],
    size: about.rows[0]!.size,
    sqliteVersion: about.rows[0]!.version,
  };
}
