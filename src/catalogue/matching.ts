// Finds the rows of the work that a record speaks of: by its identifier, by its DOI, or by its
// title where nothing speaks against it.
import type { PaperRecord } from "../papers/paper.ts";
import type { Database } from "../store/tables.ts";
import type { Row } from "./fields.ts";
import { areTwoOfArxiv, rankOf, type Names } from "./names.ts";
import { isOneUnderTheDoi } from "./same-doi.ts";
import { compareWorks, isTitleOfItsOwn, type Described } from "./same-work.ts";

/** The rows that a batch may touch, found by their names and by the hash of their title. */
export interface KnownRows {
  rows: Map<number, Row>;
  byName: Map<string, number>;
  byTitle: Map<string, Set<number>>;
}

/** A row of the record's work, and what says so. */
export interface Match {
  row: Row;
  by: "identifier" | "doi" | "title";
  /** In words: `same DOI 10.1000/182`. */
  reason: string;
}

export async function findKnownRows(db: Database, names: readonly Names[]): Promise<KnownRows> {
  const named = await db
    .selectFrom("identifiers")
    .selectAll()
    .where("identifier", "in", [...new Set(names.flatMap(({ sure, title }) => [...sure, title]))])
    .execute();
  const titled = await db
    .selectFrom("papers")
    .select("id")
    .where("title_hash", "in", [...new Set(names.map(({ title }) => hashOf(title)))])
    .execute();
  const ids = new Set([...named.map((each) => each.paper_id), ...titled.map((each) => each.id)]);
  const known: KnownRows = { rows: new Map(), byName: new Map(), byTitle: new Map() };
  if (ids.size === 0) return known;
  const rows = await db
    .selectFrom("papers")
    .selectAll()
    .where("id", "in", [...ids])
    .execute();
  for (const row of rows) remember(known, row);
  for (const { identifier, paper_id } of named) rememberName(known, identifier, paper_id);
  return known;
}

function hashOf(title: string): string {
  return title.slice("title:".length);
}

export function remember(known: KnownRows, row: Row): void {
  known.rows.set(row.id, row);
  addTitle(known, row.title_hash, row.id);
}

export function rememberName(known: KnownRows, name: string, id: number): void {
  known.byName.set(name, id);
  if (name.startsWith("title:")) addTitle(known, hashOf(name), id);
}

function addTitle({ byTitle }: KnownRows, hash: string, id: number): void {
  const titled = byTitle.get(hash);
  if (titled) titled.add(id);
  else byTitle.set(hash, new Set([id]));
}

/** After a merge: whatever led to the row that went leads to the one that stayed. */
export function redirect(known: KnownRows, { gone, kept }: { gone: number; kept: Row }): void {
  for (const [name, id] of known.byName) if (id === gone) known.byName.set(name, kept.id);
  for (const ids of known.byTitle.values()) if (ids.delete(gone)) ids.add(kept.id);
  known.rows.delete(gone);
  remember(known, kept);
}

/** The rows of the record's work, the surest first. */
export function findMatches(known: KnownRows, record: PaperRecord, names: Names): Match[] {
  const found = new Map<number, Match>();
  for (const name of names.sure) {
    const row = rowOf(known, known.byName.get(name));
    if (!row || found.has(row.id)) continue;
    if (name === names.own) {
      found.set(row.id, { row, by: "identifier", reason: `both known as ${name}` });
    } else if (!areTwoOfArxiv(names.own, row.identifier) && mayShareDoi(record, names, row)) {
      found.set(row.id, { row, by: "doi", reason: `same DOI ${name.slice("doi:".length)}` });
    }
  }
  const titled = known.byTitle.get(hashOf(names.title)) ?? new Set();
  const others = [...titled].filter((id) => !found.has(id));
  return [...found.values(), ...titleMatches(known, record, { names, ids: others })];
}

/** The sample tells of papers in words of its own. */
function mayShareDoi(record: PaperRecord, { own }: Names, row: Row): boolean {
  const { title, abstract, authors = [] } = record;
  return (
    row.sample === 1 ||
    isOneUnderTheDoi(
      { identifier: own, title, abstract, authors },
      { identifier: row.identifier, ...described(row) },
    )
  );
}

function titleMatches(
  known: KnownRows,
  record: PaperRecord,
  { names: { own, title }, ids }: { names: Names; ids: readonly number[] },
): Match[] {
  if (ids.length === 0) return [];
  const owner = known.byName.get(title);
  return ids
    .flatMap((id) => rowOf(known, id) ?? [])
    .filter((row) => !areTwoOfArxiv(own, row.identifier))
    .flatMap((row): Match[] => {
      const reason = sameTitleReason(record, row);
      return reason ? [{ row, by: "title", reason }] : [];
    })
    .toSorted(
      (a, b) =>
        Number(b.row.id === owner) - Number(a.row.id === owner) ||
        rankOf(b.row.identifier) - rankOf(a.row.identifier) ||
        // Where one title names several works that look alike, the newest is the likeliest.
        b.row.id - a.row.id,
    );
}

function sameTitleReason(record: PaperRecord, row: Row): string | undefined {
  // The sample tells of papers in words of its own.
  if (row.sample === 1) return "same title";
  const { title, abstract, authors = [] } = record;
  const verdict = compareWorks({ title, abstract, authors }, described(row));
  if (verdict === "different") return undefined;
  return verdict || (isTitleOfItsOwn(title) ? "same title" : undefined);
}

function described({ title, abstract, authors }: Row): Described {
  return { title, abstract, authors: JSON.parse(authors) as string[] };
}

/** Whether two rows that one record matches are one work, as far as the rows themselves tell. */
export function mayBeOne(one: Match, other: Match): boolean {
  if (areTwoOfArxiv(one.row.identifier, other.row.identifier)) return false;
  // Where the record is surely the one, and has the abstract of the other, it speaks for both.
  const titled = [one, other].filter((each) => each.by === "title");
  if (titled.length < 2 && titled.every((each) => each.reason === "same title and abstract")) {
    return true;
  }
  return compareWorks(described(one.row), described(other.row)) !== "different";
}

function rowOf({ rows }: KnownRows, id: number | undefined): Row | undefined {
  return id === undefined ? undefined : rows.get(id);
}
