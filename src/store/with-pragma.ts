import { CompiledQuery } from "kysely";
import type { Database } from "./tables.ts";

/** Does `act` with a pragma of the connection, which nobody else has meanwhile, and sets it back. */
export async function withPragma<Result>(
  db: Database,
  { during, after }: { during: string; after: string },
  act: (db: Database) => Promise<Result>,
): Promise<Result> {
  return await db.connection().execute(async (db) => {
    await db.executeQuery(CompiledQuery.raw(`pragma ${during}`));
    try {
      return await act(db);
    } finally {
      await db.executeQuery(CompiledQuery.raw(`pragma ${after}`));
    }
  });
}
