// A commit that does not wait for the disk. It survives the death of the process at once, and a power
// cut as soon as anything is committed after it in the usual way, which syncs all of the log.
import type { Database } from "./tables.ts";
import { withPragma } from "./with-pragma.ts";

const quick = { during: "synchronous = normal", after: "synchronous = full" };

export async function commitQuickly<Result>(
  db: Database,
  act: (db: Database) => Promise<Result>,
): Promise<Result> {
  return await withPragma(db, quick, (db) => db.transaction().execute(act));
}
