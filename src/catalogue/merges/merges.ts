// Two rows that are one work become one, and the row that goes is kept whole beside the one that
// stays, as both were before, so that the merge can be undone.
import { sql } from "kysely";
import { Invalid, NotFound } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { fieldsIn, filled, type Row } from "../fields.ts";
import { liftKeptApart } from "./kept-apart.ts";
import { moveAll, readWhole, type Whole } from "./moving.ts";
import { betterName } from "../names.ts";
import { reopenClaims } from "./reopen-claims.ts";
import { deleteRows, updateRows } from "../rows.ts";

/** Both papers as they were before the merge, as the table keeps them. */
export interface Before {
  kept: Whole;
  gone: Whole;
}

export interface Merge {
  id: number;
  /** When: ISO 8601. */
  at: string;
  /** The names under which both papers went before. */
  kept: string;
  gone: string;
  reason: string;
  undoneAt: string | null;
}

/** Every merge, the newest last. */
export async function listMerges(db: Database): Promise<Merge[]> {
  return await db
    .selectFrom("merges")
    .select(["id", "at", "reason", "undone_at as undoneAt"])
    .select([
      sql<string>`json_extract(gone, '$.kept.row.identifier')`.as("kept"),
      sql<string>`json_extract(gone, '$.gone.row.identifier')`.as("gone"),
    ])
    .orderBy("id")
    .execute();
}

/** Inside a transaction, once all that hangs on the two is written. @returns what stays. */
export async function mergeRows(
  db: Database,
  { kept, gone, reason, now }: { kept: Row; gone: Row; reason: string; now: Date },
): Promise<{ id: number; row: Row }> {
  const before: Before = { kept: await readWhole(db, kept), gone: await readWhole(db, gone) };
  const { id } = await db
    .insertInto("merges")
    .values({
      kept_id: kept.id,
      gone_id: gone.id,
      gone: JSON.stringify(before),
      reason,
      at: now.toISOString(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, row: await absorb(db, { kept, gone, now }) };
}

/** Without a record of it: for the sample, which was to leave in any case. */
export async function absorb(
  db: Database,
  { kept, gone, now }: { kept: Row; gone: Row; now: Date },
): Promise<Row> {
  const identifier = betterName(kept.identifier, gone.identifier);
  for (const { id, identifier: from } of [kept, gone]) {
    await reopenClaims(db, { paper: id, from, to: identifier });
  }
  await moveAll(db, { from: gone.id, to: kept.id });
  await deleteRows(db, [gone.id]);
  const row: Row = {
    ...kept,
    ...filled(fieldsIn(kept), fieldsIn(gone)),
    identifier,
    changed_at: now.toISOString(),
  };
  await updateRows(db, [row]);
  return row;
}

/**
 * Makes one paper of two because a person says so.
 * @returns the number of the merge.
 * @throws Invalid when they are the same one or the sample's, NotFound when one is not here.
 */
export async function mergePapers(
  db: Database,
  { kept, gone, reason, now }: { kept: number; gone: number; reason: string; now: Date },
): Promise<number> {
  if (kept === gone) throw new Invalid("Both names are of the same paper already.");
  return await db.transaction().execute(async (db) => {
    const rows = { kept: await getRow(db, kept), gone: await getRow(db, gone) };
    if (rows.kept.sample === 1 || rows.gone.sample === 1) {
      throw new Invalid(
        "A paper of the sample cannot be merged; the sample leaves when papers arrive.",
      );
    }
    await liftKeptApart(db, { one: kept, other: gone });
    return (await mergeRows(db, { ...rows, reason, now })).id;
  });
}

async function getRow(db: Database, id: number): Promise<Row> {
  const row = await db.selectFrom("papers").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound(`There is no paper number ${id} here.`);
  return row;
}
