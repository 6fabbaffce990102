// What is deleted is overwritten in the file (secure_delete, in database.ts); the log beside it still holds
// what was, until it is taken in and cut off.
import { CompiledQuery } from "kysely";
import type { Database } from "./tables.ts";

/** After a transaction that deletes what is to be gone for good. */
export async function cutLog(db: Database): Promise<void> {
  await db.executeQuery(CompiledQuery.raw("pragma wal_checkpoint(truncate)"));
}
