// How far the list of a set has been read.
import type { Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";

export interface Checkpoint {
  /** Where the next list begins; nothing before the first was read to its end. */
  since: Day | undefined;
  /** A list is being read. */
  listing: boolean;
  /** From where this list was asked; nothing is the whole history. */
  listSince?: Day | undefined;
  /** What was announced before is not news to this list, however often it begins anew. */
  placeSince?: Day | undefined;
  /** When the server gave the first page of this list, on its own clock. */
  responseDate?: string | undefined;
  /** Asks for the next page. */
  token?: string | undefined;
  /** The last datestamp, as long as they have come in order. */
  newestDatestamp?: Day | undefined;
  /** How many records of this list were taken in. */
  records: number;
}

export async function findCheckpoint(
  db: Database,
  { source, set }: { source: string; set: string },
): Promise<Checkpoint | undefined> {
  const row = await db
    .selectFrom("checkpoints")
    .selectAll()
    .where("source", "=", source)
    .where("set_spec", "=", set)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    since: row.since ?? undefined,
    listing: row.token !== null,
    listSince: row.list_since ?? undefined,
    placeSince: row.place_since ?? undefined,
    responseDate: row.list_response_date ?? undefined,
    token: row.token ?? undefined,
    newestDatestamp: row.newest_datestamp ?? undefined,
    records: row.records,
  };
}

export async function saveCheckpoint(
  db: Database,
  {
    source,
    set,
    checkpoint,
    now,
  }: { source: string; set: string; checkpoint: Checkpoint; now: Date },
): Promise<void> {
  const row = {
    since: checkpoint.since ?? null,
    list_since: checkpoint.listSince ?? null,
    place_since: checkpoint.placeSince ?? null,
    list_response_date: checkpoint.responseDate ?? null,
    token: checkpoint.token ?? null,
    newest_datestamp: checkpoint.newestDatestamp ?? null,
    records: checkpoint.records,
    updated_at: now.toISOString(),
  };
  await db
    .insertInto("checkpoints")
    .values({ source, set_spec: set, ...row })
    .onConflict((conflict) => conflict.columns(["source", "set_spec"]).doUpdateSet(row))
    .execute();
}
