// Puts records into the catalogue: new ones in, changed ones over the old, the rest left alone.
// Running it again with the same records changes nothing.
import type { Insertable, Selectable } from "kysely";
import { arxivOf, titleIdentifier } from "../papers/identifier.ts";
import { linksInText } from "../papers/links-in-text.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { Database, Tables } from "../store/tables.ts";
import { indexText, removeText } from "./full-text.ts";

export type Outcome = "new" | "changed" | "unchanged";

type Row = Selectable<Tables["papers"]>;
type Fields = Omit<Insertable<Tables["papers"]>, "id" | "created_at" | "changed_at">;
type Known = { [Name in keyof Fields]?: Fields[Name] | undefined };

export interface SaveOptions {
  now: Date;
  /** The records are the sample, which leaves as soon as anything else arrives. */
  sample?: boolean;
}

/**
 * Saves one batch in one transaction, the words for the search included.
 * @returns one outcome a record, in their order.
 */
export async function savePapers(
  db: Database,
  records: readonly PaperRecord[],
  { now, sample = false }: SaveOptions,
): Promise<Outcome[]> {
  if (records.length === 0) return [];
  return await db.transaction().execute(async (db) => {
    const outcomes: Outcome[] = [];
    const known = await knownRows(db, records);
    const written = new Map<number, Row>();
    const appearances: Insertable<Tables["appearances"]>[] = [];
    const appearedOn: number[] = [];
    for (const [place, record] of records.entries()) {
      const before = matchingRow(known, record);
      const fields = fieldsOf(record, before, sample);
      let outcome: Outcome = "unchanged";
      let row = before;
      if (!before) {
        row = await insertPaper(db, fields, now);
        outcome = "new";
      } else if (differs(fields, before)) {
        row = await updatePaper(db, before, fields, now);
        outcome = before.sample ? "new" : "changed";
      }
      if (!row) throw new Error("A paper was neither found nor written.");
      if (row !== before) {
        remember(known, row);
        written.set(row.id, row);
      }
      outcomes.push(outcome);
      for (const appearance of record.appearances ?? []) {
        appearances.push({ ...appearance, paper_id: row.id });
        appearedOn.push(place);
      }
    }
    const added = await addAppearances(db, appearances);
    for (const index of added) {
      const place = appearedOn[index]!;
      if (outcomes[place] === "unchanged") outcomes[place] = "changed";
    }
    const rows = [...written.values()];
    await saveCategories(db, rows);
    await indexText(db, rows);
    if (!sample) await removeSample(db);
    return outcomes;
  });
}

/** The rows that the batch may touch, found by each of their names and by the hash of their title. */
interface KnownRows {
  rows: Map<number, Row>;
  byName: Map<string, number>;
  byTitle: Map<string, Set<number>>;
}

async function knownRows(db: Database, records: readonly PaperRecord[]): Promise<KnownRows> {
  const names = records.flatMap((record) => record.identifier ?? []);
  const titles = records.map((record) => titleHash(record.title));
  const named = await db
    .selectFrom("papers")
    .innerJoin("identifiers", "identifiers.paper_id", "papers.id")
    .selectAll("papers")
    .select("identifiers.identifier as name")
    // SQL has no empty list.
    .where("identifiers.identifier", "in", names.length > 0 ? names : [""])
    .execute();
  const titled = await db
    .selectFrom("papers")
    .selectAll()
    .where("title_hash", "in", titles)
    .execute();
  const known: KnownRows = { rows: new Map(), byName: new Map(), byTitle: new Map() };
  for (const row of titled) remember(known, row);
  for (const { name, ...row } of named) {
    if (!known.rows.has(row.id)) remember(known, row);
    known.byName.set(name, row.id);
  }
  return known;
}

function remember({ rows, byName, byTitle }: KnownRows, row: Row): void {
  rows.set(row.id, row);
  byName.set(row.identifier, row.id);
  const titled = byTitle.get(row.title_hash) ?? new Set();
  byTitle.set(row.title_hash, titled.add(row.id));
}

/**
 * The row of the same work: the one with the record's identifier; else one with its title and much
 * the same abstract, if the record or the row has no identifier of its own yet.
 */
function matchingRow({ rows, byName, byTitle }: KnownRows, record: PaperRecord): Row | undefined {
  const named = record.identifier && byName.get(record.identifier);
  if (named) return rows.get(named);
  const candidates = [...(byTitle.get(titleHash(record.title)) ?? [])]
    .map((id) => rows.get(id)!)
    .filter(
      (row) =>
        (!record.identifier || row.identifier.startsWith("title:")) &&
        (row.sample === 1 || isSameText(row.abstract, record.abstract)),
    );
  // Where one title names several works that look alike, the newest is the likeliest.
  return candidates.toSorted((a, b) => a.id - b.id).at(-1);
}

function titleHash(title: string): string {
  return titleIdentifier(title).slice("title:".length);
}

/** Two abstracts of one work share most words, whatever happened to the mathematics in between. */
function isSameText(one: string, other: string): boolean {
  if (!one || !other) return true;
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const [a, b] = [words(one), words(other)];
  const shared = a.intersection(b).size;
  return shared >= 0.5 * Math.min(a.size, b.size);
}

/** What the row shall hold: the record's words, and the row's where the record is silent or older. */
function fieldsOf(record: PaperRecord, before: Row | undefined, sample: boolean): Fields {
  const links = linksInText(record.abstract, record.comment);
  const given = {
    identifier: record.identifier ?? before?.identifier ?? titleIdentifier(record.title),
    title_hash: titleHash(record.title),
    title: record.title,
    abstract: record.abstract,
    authors: record.authors && JSON.stringify(record.authors),
    categories: record.categories && JSON.stringify(record.categories),
    comment: record.comment,
    doi: record.doi,
    journal_ref: record.journalRef,
    report_no: record.reportNo,
    license: record.license,
    version: record.version,
    versions: record.versions && JSON.stringify(record.versions),
    msc_classes: record.mscClasses,
    acm_classes: record.acmClasses,
    withdrawn: record.withdrawn === undefined ? undefined : Number(record.withdrawn),
    submitted_at: record.submittedAt,
    updated_at: record.updatedAt,
    code_url: record.codeUrl ?? links.codeUrl,
    project_url: record.projectUrl ?? links.projectUrl,
  };
  const earlier = before && pickFields(before);
  if (!earlier) return filled(given, blank, sample);
  if (earlier.sample === 1) {
    // Its summary goes, the links that it knows stay.
    const { code_url, project_url } = earlier;
    return filled(given, { code_url, project_url }, sample);
  }
  // A page that only knows the title is no better source than the row; it may be damaged.
  if (!record.identifier && !earlier.identifier.startsWith("title:")) return earlier;
  if (isOlder(record, before)) return filled(earlier, given, sample);
  return filled(given, earlier, sample);
}

const blank = {
  authors: "[]",
  categories: "[]",
  comment: null,
  doi: null,
  journal_ref: null,
  report_no: null,
  license: null,
  version: null,
  versions: null,
  msc_classes: null,
  acm_classes: null,
  withdrawn: 0,
  submitted_at: null,
  updated_at: null,
  code_url: null,
  project_url: null,
};

/** The first says it, or else the second. */
function filled(first: Known, second: Known, sample: boolean): Fields {
  const said = Object.entries(first).filter(([, value]) => value !== undefined && value !== null);
  return { ...blank, ...second, ...Object.fromEntries(said), sample: sample ? 1 : 0 } as Fields;
}

function pickFields({ id: _, created_at: __, changed_at: ___, ...fields }: Row): Fields {
  return fields;
}

function isOlder(record: PaperRecord, row: Row): boolean {
  if (record.version !== undefined && row.version !== null && record.version !== row.version) {
    return record.version < row.version;
  }
  return (
    record.updatedAt !== undefined && row.updated_at !== null && record.updatedAt < row.updated_at
  );
}

function differs(fields: Fields, row: Row): boolean {
  return Object.entries(fields).some(([name, value]) => row[name as keyof Fields] !== value);
}

async function insertPaper(db: Database, fields: Fields, now: Date): Promise<Row> {
  const at = now.toISOString();
  const row = await db
    .insertInto("papers")
    .values({ ...fields, created_at: at, changed_at: at })
    .returningAll()
    .executeTakeFirstOrThrow();
  await nameIt(db, row);
  return row;
}

async function updatePaper(db: Database, before: Row, fields: Fields, now: Date): Promise<Row> {
  const row = await db
    .updateTable("papers")
    .set({ ...fields, changed_at: now.toISOString() })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (before.sample) await forgetSampleDay(db, row.id);
  if (row.identifier !== before.identifier) await nameIt(db, row);
  return row;
}

/** Adds the row's identifier to its names; earlier names stay, so that old addresses lead here. */
async function nameIt(db: Database, row: Row): Promise<void> {
  const names = new Set<string>([row.identifier]);
  if (!arxivOf(row.identifier)) names.add(`title:${row.title_hash}`);
  await db
    .insertInto("identifiers")
    .values([...names].map((identifier) => ({ identifier, paper_id: row.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function saveCategories(db: Database, rows: readonly Row[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await db.deleteFrom("paper_categories").where("paper_id", "in", ids).execute();
  const listed = rows.flatMap((row) =>
    (JSON.parse(row.categories) as string[]).map((category) => ({ category, paper_id: row.id })),
  );
  if (listed.length > 0) await db.insertInto("paper_categories").values(listed).execute();
}

/** @returns the places, in the list, of the appearances that were not there yet. */
async function addAppearances(
  db: Database,
  appearances: Insertable<Tables["appearances"]>[],
): Promise<number[]> {
  if (appearances.length === 0) return [];
  const added = await db
    .insertInto("appearances")
    .values(appearances)
    .onConflict((conflict) => conflict.doNothing())
    .returning(["day", "paper_id", "kind"])
    .execute();
  if (added.length === 0) return [];
  const keys = new Set(added.map(appearanceKey));
  return appearances.flatMap((each, index) => (keys.has(appearanceKey(each)) ? index : []));
}

function appearanceKey(each: Insertable<Tables["appearances"]>): string {
  return `${each.day} ${each.paper_id} ${each.kind}`;
}

async function forgetSampleDay(db: Database, id: number): Promise<void> {
  await db.deleteFrom("appearances").where("paper_id", "=", id).execute();
}

async function removeSample(db: Database): Promise<void> {
  const rows = await db.selectFrom("papers").select("id").where("sample", "=", 1).execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await removeText(db, ids);
  await db.deleteFrom("papers").where("id", "in", ids).execute();
}
