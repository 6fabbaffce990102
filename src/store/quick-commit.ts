// A commit that does not wait for the disk. It survives the death of the process at once, and a power
// cut as soon as anything is committed after it in the usual way, which syncs all of the log.
import { CompiledQuery } from "kysely";
import type { Database } from "./tables.ts";

const quick = CompiledQuery.raw("pragma synchronous = normal");
const usual = CompiledQuery.raw("pragma synchronous = full");

export async function commitQuickly<Result>(
  db: Database,
  act: (db: Database) => Promise<Result>,
): Promise<Result> {
  // Nobody else has the connection meanwhile, so nobody else's commit is quick.
  return await db.connection().execute(async (db) => {
    await db.executeQuery(quick);
    try {
      return await db.transaction().execute(act);
    } finally {
      await db.executeQuery(usual);
    }
  });
}
