// Why an endpoint gives no vectors at the moment, for whoever asks how far it is, in whatever process.
import type { Database } from "../../store/tables.ts";

export interface EmbeddingFault {
  message: string;
  /** ISO 8601 */
  at: string;
}

const name = "embeddings fault";

export async function noteFault(db: Database, fault: EmbeddingFault | undefined): Promise<void> {
  if (!fault) {
    await db.deleteFrom("instance").where("name", "=", name).execute();
    return;
  }
  const value = JSON.stringify(fault);
  await db
    .insertInto("instance")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

export async function findFault(db: Database): Promise<EmbeddingFault | undefined> {
  const row = await db
    .selectFrom("instance")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row && (JSON.parse(row.value) as EmbeddingFault);
}
