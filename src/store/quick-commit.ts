// A commit that does not wait for the disk. It survives the death of the process at once, and a power
// cut as soon as anything is committed after it in the usual way, which syncs all of the log.
import { sql } from "kysely";
import type { Database } from "./tables.ts";

export async function commitQuickly<Result>(
  db: Database,
  act: (db: Database) => Promise<Result>,
): Promise<Result> {
  // Nobody else has the connection meanwhile, so nobody else's commit is quick.
  return await db.connection().execute(async (db) => {
    await sql.raw("pragma synchronous = normal").execute(db);
    try {
      return await db.transaction().execute(act);
    } finally {
      await sql.raw("pragma synchronous = full").execute(db);
    }
  });
}
