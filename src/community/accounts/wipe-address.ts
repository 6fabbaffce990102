// The address of somebody who leaves is taken out of what stands here for others to read, whoever wrote
// it. What others keep in notes of their own is theirs.
import { sql } from "kysely";
import { withoutAddress } from "../../papers/without-address.ts";
import type { Database, Tables } from "../../store/tables.ts";

const texts: readonly [table: keyof Tables, ...columns: string[]][] = [
  ["submissions", "sentence"],
  ["picks", "sentence"],
  ["invitations", "note"],
  ["comments", "source", "held_because"],
  ["comment_versions", "source"],
  ["readers", "about"],
  ["claims", "author", "evidence", "sentence", "answer"],
  ["moderation_acts", "sentence", "note", "detail"],
  ["reports", "sentence"],
];

/** Within a transaction. @param address - in lower case */
export async function wipeAddress(db: Database, address: string): Promise<void> {
  for (const [table, ...columns] of texts) {
    for (const column of columns) await wipe(db, { table, column, address });
  }
  await db.deleteFrom("held_words").where(names("value", address)).execute();
}

async function wipe(
  db: Database,
  { table, column, address }: { table: keyof Tables; column: string; address: string },
): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select distinct ${sql.ref(column)} as text from ${sql.table(table)}
    where ${names(column, address)}
  `.execute(db);
  for (const { text } of rows) {
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${withoutAddress(text, address)}
      where ${sql.ref(column)} = ${text}
    `.execute(db);
  }
}

/** Whether the address stands in a text. */
function names(column: string, address: string) {
  return sql<boolean>`instr(lower(${sql.ref(column)}), ${address}) > 0`;
}
