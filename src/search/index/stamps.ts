// Whether an index belongs to this very catalogue. Each commit of the index bears a stamp, which the
// catalogue notes. A catalogue that was taken back from a backup bears an older one.
import { randomUUID } from "node:crypto";
import type { Database } from "../../store/tables.ts";

export const newStamp = (): string => randomUUID();

/** Notes the newest commit of the index; in the transaction that says what was indexed. */
export async function stampCatalogue(db: Database, stamp: string): Promise<void> {
  await db
    .insertInto("instance")
    .values({ name: "index", value: stamp })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: stamp }))
    .execute();
}

export async function findStamp(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom("instance")
    .select("value")
    .where("name", "=", "index")
    .executeTakeFirst();
  return row?.value;
}
