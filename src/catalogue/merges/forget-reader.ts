// What merges remember of a reader, to be undone from, is forgotten when the reader is deleted.
import { sql } from "kysely";
import { withoutAddress } from "../../papers/without-address.ts";
import type { Database } from "../../store/tables.ts";
import type { Before } from "./merges.ts";
import type { Whole } from "./moving.ts";

/** What a reader brought for all; it stays without the name. The rest was theirs alone. */
const forAll = new Set(["submissions", "picks"]);
/** What stands here for others to read: the address goes from it, whoever wrote it. */
const read = new Set([...forAll, "claims"]);

/** Within a transaction. */
export async function forgetInMerges(
  db: Database,
  { id: reader, address }: { id: number; address: string },
): Promise<void> {
  // The address may stand there in many spellings; one of these stands in each of them.
  const merges = await db
    .selectFrom("merges")
    .select(["id", "gone"])
    .where(
      sql<boolean>`(instr(gone, ${`"reader_id":${reader},`}) or instr(gone, ${`"reader_id":${reader}}`})
        or instr(gone, ${`"decided_by":${reader},`}) or gone glob '*[@＠﹫%&]*')`,
    )
    .execute();
  for (const { id, gone } of merges) {
    const { kept, gone: other } = JSON.parse(gone) as Before;
    const forget = (whole: Whole) => without(whole, { reader, address });
    const before: Before = { kept: forget(kept), gone: forget(other) };
    const left = JSON.stringify(before);
    if (left === gone) continue;
    await db.updateTable("merges").set({ gone: left }).where("id", "=", id).execute();
  }
}

interface Own {
  reader_id?: number | null;
  decided_by?: number | null;
}

function without(whole: Whole, { reader, address }: { reader: number; address: string }): Whole {
  const parts = Object.entries(whole).map(([name, part]: [string, unknown]) => {
    if (!Array.isArray(part)) return [name, part];
    const rows = (part as Own[])
      .filter((row) => forAll.has(name) || row.reader_id !== reader)
      .map((row) => (read.has(name) ? unnamed(row, { reader, address }) : row));
    return [name, rows];
  });
  return Object.fromEntries(parts) as Whole;
}

function unnamed(row: Own, { reader, address }: { reader: number; address: string }): Own {
  const columns = Object.entries(row).map(([column, value]: [string, unknown]) => {
    if (typeof value === "string") return [column, withoutAddress(value, address)];
    const isTheirs = (column === "reader_id" || column === "decided_by") && value === reader;
    return [column, isTheirs ? null : value];
  });
  return Object.fromEntries(columns) as Own;
}
