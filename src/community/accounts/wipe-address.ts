// The address of somebody who leaves is taken out of what stands here for others to read, whoever wrote
// it. What others keep in notes of their own is theirs.
import { sql } from "kysely";
import { withoutAddress } from "../../papers/without-address.ts";
import type { Database, Tables } from "../../store/tables.ts";
import { withdrawLetters } from "../notifications/letters.ts";

interface Texts {
  table: keyof Tables;
  columns: readonly string[];
  /** By which column of `notifications` letters tell it. */
  told?: "comment_id" | "act_id" | "claim_id";
}

const texts: readonly Texts[] = [
  { table: "submissions", columns: ["sentence"] },
  { table: "picks", columns: ["sentence"] },
  { table: "invitations", columns: ["note"] },
  { table: "comments", columns: ["source", "held_because"], told: "comment_id" },
  { table: "comment_versions", columns: ["source"] },
  { table: "readers", columns: ["about"] },
  { table: "claims", columns: ["author", "evidence", "sentence", "answer"], told: "claim_id" },
  { table: "moderation_acts", columns: ["sentence", "note", "detail"], told: "act_id" },
  { table: "reports", columns: ["sentence"] },
];

/** Within a transaction. @param address - in lower case */
export async function wipeAddress(db: Database, address: string): Promise<void> {
  for (const { columns, ...of } of texts) {
    for (const column of columns) await wipe(db, { ...of, column, address });
  }
  for (const value of await listNaming(db, { table: "held_words", column: "value", address })) {
    await db.deleteFrom("held_words").where("value", "=", value).execute();
  }
}

interface Wiping extends Omit<Texts, "columns"> {
  column: string;
  address: string;
}

async function wipe(db: Database, { table, column, told, address }: Wiping): Promise<void> {
  const name = sql.ref(column);
  for (const text of await listNaming(db, { table, column, address })) {
    if (told) {
      // Letters that wait and name it tell it without.
      await withdrawLetters(
        db,
        sql`${sql.ref(told)} in (select id from ${sql.table(table)} where ${name} = ${text})`,
      );
    }
    // What is made of a text tells what stood in it.
    const made = table === "comments" ? sql`, words_hash = null` : sql``;
    await sql`
      update ${sql.table(table)} set ${name} = ${wiped(column, text, address)}${made}
      where ${name} = ${text}
    `.execute(db);
  }
}

/** The texts in which the address stands. */
async function listNaming(
  db: Database,
  { table, column, address }: Pick<Wiping, "table" | "column" | "address">,
): Promise<string[]> {
  const name = sql.ref(column);
  // One of these stands in each way of writing an address.
  const { rows } = await sql<{ text: string }>`
    select distinct ${name} as text from ${sql.table(table)} where ${name} glob '*[@＠﹫%&]*'
  `.execute(db);
  return rows.flatMap(({ text }) => (wiped(column, text, address) === text ? [] : text));
}

function wiped(column: string, text: string, address: string): string {
  if (column !== "detail") return withoutAddress(text, address);
  // In JSON a line break before an address would be a letter.
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "string" ? withoutAddress(value, address) : value,
  );
}
