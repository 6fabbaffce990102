// What merges remember of a reader, to be undone from, is forgotten when the reader is deleted.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import type { Before } from "./merges.ts";
import type { Whole } from "./moving.ts";

/** What a reader brought for all; it stays without the name. The rest was theirs alone. */
const forAll = new Set(["submissions", "picks"]);

/** Within a transaction. */
export async function forgetInMerges(
  db: Database,
  { id: reader, address }: { id: number; address: string },
): Promise<void> {
  const merges = await db
    .selectFrom("merges")
    .select(["id", "gone"])
    .where(
      sql<boolean>`(instr(gone, ${`"reader_id":${reader},`}) or instr(gone, ${`"reader_id":${reader}}`}))`,
    )
    .execute();
  for (const { id, gone } of merges) {
    const { kept, gone: other } = JSON.parse(gone) as Before;
    const forget = (whole: Whole) => without(whole, { reader, address });
    const before: Before = { kept: forget(kept), gone: forget(other) };
    await db
      .updateTable("merges")
      .set({ gone: JSON.stringify(before) })
      .where("id", "=", id)
      .execute();
  }
}

type Own = { reader_id?: number | null; sentence?: string };

function without(whole: Whole, { reader, address }: { reader: number; address: string }): Whole {
  const forget = ({ sentence = "", ...row }: Own) => ({
    ...row,
    reader_id: null,
    sentence: sentence.toLowerCase().includes(address) ? "" : sentence,
  });
  const parts = Object.entries(whole).map(([name, part]: [string, unknown]) => {
    if (!Array.isArray(part)) return [name, part];
    const rows = part as Own[];
    return [
      name,
      forAll.has(name)
        ? rows.map((row) => (row.reader_id === reader ? forget(row) : row))
        : rows.filter((row) => row.reader_id !== reader),
    ];
  });
  return Object.fromEntries(parts) as Whole;
}
