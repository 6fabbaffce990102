// Puts records into the catalogue: new ones in, changed ones over the old, the rest left alone, and
// rows that a record shows to be one work made one. Running it again with the same records changes
// nothing.
import type { Insertable } from "kysely";
import type { PaperRecord } from "../papers/paper.ts";
import type { Database, Tables } from "../store/tables.ts";
import { addAppearances } from "./appearances.ts";
import { differs, fieldsOf, type Row } from "./fields.ts";
import {
  findKnownRows,
  findMatches,
  mayBeOne,
  redirect,
  remember,
  rememberName,
  type KnownRows,
  type Match,
} from "./matching.ts";
import { areKeptApart } from "./merges/kept-apart.ts";
import { absorb, mergeRows } from "./merges/merges.ts";
import { reopenClaims } from "./merges/reopen-claims.ts";
import { namesOf, numberedTitle, rankOf, type Names } from "./names.ts";
import { deleteRows, insertRows, nextId, updateRows } from "./rows.ts";

export type Outcome = "new" | "changed" | "unchanged";

export interface Saved {
  outcome: Outcome;
  /** The number of the paper that the record ended in. */
  id: number;
}

export interface SaveOptions {
  now: Date;
  /** The records are the sample, which leaves as soon as anything else arrives. */
  sample?: boolean;
}

/**
 * Saves one batch in one transaction, the words for the search included.
 * @returns what became of each record, in their order.
 */
export async function savePapers(
  db: Database,
  records: readonly PaperRecord[],
  options: SaveOptions,
): Promise<Saved[]> {
  if (records.length === 0) return [];
  return await db.transaction().execute((db) => saveWithin(db, records, options));
}

/** The same inside a transaction that the caller has open. */
export async function saveWithin(
  db: Database,
  records: readonly PaperRecord[],
  { now, sample = false }: SaveOptions,
): Promise<Saved[]> {
  if (records.length === 0) return [];
  const names = records.map(namesOf);
  const batch: Batch = {
    db,
    now,
    sample,
    known: await findKnownRows(db, names),
    nextId: await nextId(db),
    written: new Map(),
    names: [],
    appearances: [],
    saved: [],
  };
  for (const [place, record] of records.entries()) await saveRecord(batch, record, names[place]!);
  await write(batch);
  if (!sample) await removeSample(db);
  return batch.saved;
}

/** What one batch knows, and what it has yet to write. */
interface Batch {
  db: Database;
  now: Date;
  sample: boolean;
  known: KnownRows;
  nextId: number;
  written: Map<number, { row: Row; isNew: boolean }>;
  names: { identifier: string; paper_id: number }[];
  appearances: { saved: Saved; appearance: Insertable<Tables["appearances"]> }[];
  saved: Saved[];
}

async function saveRecord(batch: Batch, record: PaperRecord, names: Names): Promise<void> {
  const { known, now, sample } = batch;
  const matches = await agreeing(batch, findMatches(known, record, names));
  const [first, ...others] = matches;
  const before = first?.row;
  const own = before ? names.own : await freeName(batch, record, names);
  const fields = fieldsOf(record, { own, title: names.title, before, sample });
  const at = now.toISOString();
  let outcome: Outcome = "unchanged";
  let row: Row;
  if (!before) {
    row = { ...fields, id: batch.nextId++, created_at: at, changed_at: at };
    outcome = "new";
  } else if (differs(fields, before)) {
    row = { ...before, ...fields, changed_at: at };
    outcome = before.sample ? "new" : "changed";
  } else {
    row = before;
  }
  if (row !== before) {
    if (before?.sample) await forgetSampleDay(batch.db, row.id);
    const isNew = !before || (batch.written.get(row.id)?.isNew ?? false);
    batch.written.set(row.id, { row, isNew });
    if (before) {
      const [from, to] = [before.identifier, row.identifier];
      await reopenClaims(batch.db, { paper: row.id, from, to });
    }
    remember(known, row);
  }
  for (const other of others) {
    row = await mergeInto(batch, row, { gone: other.row, reason: reasonOf(first!, other) });
    if (outcome === "unchanged") outcome = "changed";
  }
  const named = nameIt(batch, names, { row, before });
  if (named && outcome === "unchanged") outcome = "changed";
  const saved: Saved = { outcome, id: row.id };
  batch.saved.push(saved);
  for (const appearance of record.appearances ?? []) {
    batch.appearances.push({ saved, appearance: { ...appearance, paper_id: row.id } });
  }
}

/** Those of the matches that are one work, the one that stays first. */
async function agreeing({ db }: Batch, [first, ...others]: Match[]): Promise<Match[]> {
  if (!first) return [];
  const group = [first];
  for (const match of others) {
    let fits = true;
    for (const each of group) {
      fits &&= mayBeOne(each, match);
      fits &&= !(await areKeptApart(db, { one: each.row.id, other: match.row.id }));
    }
    if (fits) group.push(match);
  }
  return group.toSorted(
    (a, b) =>
      a.row.sample - b.row.sample ||
      rankOf(b.row.identifier) - rankOf(a.row.identifier) ||
      a.row.id - b.row.id,
  );
}

/** Two rows share what the record has in common with both; the less sure of it is said. */
function reasonOf(one: Match, other: Match): string {
  const unsure = ["title", "doi", "identifier"] as const;
  return unsure.indexOf(one.by) < unsure.indexOf(other.by) ? one.reason : other.reason;
}

/** Of several works with one title and no other name only one can bear the title's own. */
async function freeName(
  { db, known }: Batch,
  { title }: PaperRecord,
  { own, title: titled }: Names,
) {
  if (own !== titled || !known.byName.has(own)) return own;
  for (let number = 2; ; number++) {
    const name = numberedTitle(title, number);
    const taken = await db
      .selectFrom("identifiers")
      .select("paper_id")
      .where("identifier", "=", name)
      .executeTakeFirst();
    if (!taken && !known.byName.has(name)) return name;
  }
}

async function mergeInto(
  batch: Batch,
  kept: Row,
  { gone, reason }: { gone: Row; reason: string },
): Promise<Row> {
  const { db, known, now } = batch;
  // A merge is made in the tables, so all that hangs on the two has to be there.
  await write(batch);
  if (gone.sample) await forgetSampleDay(db, gone.id);
  const row = gone.sample
    ? await absorb(db, { kept, gone, now })
    : (await mergeRows(db, { kept, gone, reason, now })).row;
  redirect(known, { gone: gone.id, kept: row });
  for (const saved of batch.saved) if (saved.id === gone.id) saved.id = row.id;
  return row;
}

/**
 * Adds what the record is called to the names of its row; earlier names stay, so that old addresses
 * lead here. @returns whether there was one to add.
 */
function nameIt(
  { known, names }: Batch,
  { own, sure, title }: Names,
  { row, before }: { row: Row; before: Row | undefined },
): boolean {
  const wanted = new Set<string>(sure);
  if (row.identifier !== before?.identifier) wanted.add(row.identifier);
  // A paper of arXiv is found by the title that it has now; any other title has to be a name.
  if (!own.startsWith("arxiv:") || title !== titleOf(row)) wanted.add(title);
  if (before && !before.sample && titleOf(before) !== titleOf(row)) wanted.add(titleOf(before));
  const added = [...wanted].filter((name) => !known.byName.has(name));
  for (const name of added) {
    rememberName(known, name, row.id);
    names.push({ identifier: name, paper_id: row.id });
  }
  return added.length > 0;
}

function titleOf(row: Row): string {
  return `title:${row.title_hash}`;
}

/** Writes what has gathered so far. */
async function write(batch: Batch): Promise<void> {
  const { db, written, names, appearances } = batch;
  const rows = [...written.values()];
  batch.written = new Map();
  batch.names = [];
  batch.appearances = [];
  await insertRows(
    db,
    rows.filter((each) => each.isNew).map((each) => each.row),
  );
  await updateRows(
    db,
    rows.filter((each) => !each.isNew).map((each) => each.row),
  );
  if (names.length > 0) {
    await db
      .insertInto("identifiers")
      .values(names)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const added = await addAppearances(
    db,
    appearances.map((each) => each.appearance),
  );
  for (const index of added) {
    const { saved } = appearances[index]!;
    if (saved.outcome === "unchanged") saved.outcome = "changed";
  }
}

async function forgetSampleDay(db: Database, id: number): Promise<void> {
  await db.deleteFrom("appearances").where("paper_id", "=", id).execute();
}

async function removeSample(db: Database): Promise<void> {
  const rows = await db.selectFrom("papers").select("id").where("sample", "=", 1).execute();
  await deleteRows(
    db,
    rows.map((row) => row.id),
  );
}
