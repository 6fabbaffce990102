// The rows of a table that concern somebody, as they can be read outside: papers by their names in
// place of numbers, people by their handles, lists and settings as such, and none of what would be a key in other hands.
import { sql, type RawBuilder } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database, Tables } from "../../store/tables.ts";

export interface OwnTable {
  table: keyof Tables;
  /** The file in the archive. */
  file: string;
  /** What is in it, as a sentence. */
  says: string;
  /** Columns that are left out: keys, and what is known from the rest. */
  without?: readonly string[];
  /** Columns of JSON. */
  json?: readonly string[];
  /** Which rows are the reader's; those whose `reader_id` is theirs, if left out. */
  isOwn?: (reader: number) => RawBuilder<boolean>;
}

export function ofReader({ isOwn }: OwnTable, reader: number): RawBuilder<boolean> {
  return isOwn ? isOwn(reader) : sql`reader_id = ${reader}`;
}

/** One file of the archive. */
export interface OwnFile {
  name: string;
  says: string;
  contents: string;
}

type Row = Record<string, unknown>;

export async function readOwnRows(
  db: Database,
  { table, without = [], json = [] }: OwnTable,
  isOwn: RawBuilder<boolean>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${isOwn}`.execute(db);
  const papers = await namePapers(db, rows);
  const people = await namePeople(db, rows);
  return rows.map((row) => {
    const shown: Row = {};
    for (const [column, value] of Object.entries(row)) {
      if (without.includes(column)) continue;
      if (column === "paper_id") shown["paper"] = papers.get(value as number) ?? null;
      else if (column === "person_id") shown["person"] = people.get(value as number) ?? null;
      else
        shown[column] =
          json.includes(column) && value !== null ? JSON.parse(value as string) : value;
    }
    return shown;
  });
}

async function namePapers(db: Database, rows: readonly Row[]) {
  const numbers = rows.flatMap(({ paper_id }) => (typeof paper_id === "number" ? paper_id : []));
  if (numbers.length === 0) return new Map<number, { identifier: string; title: string }>();
  const found = await db
    .selectFrom("papers")
    .select(["id", "identifier", "title"])
    .where("id", "in", numbersIn(numbers))
    .execute();
  return new Map(found.map(({ id, ...paper }) => [id, paper]));
}

async function namePeople(db: Database, rows: readonly Row[]): Promise<Map<number, string>> {
  const numbers = rows.flatMap(({ person_id }) => (typeof person_id === "number" ? person_id : []));
  if (numbers.length === 0) return new Map();
  const found = await db
    .selectFrom("readers")
    .select(["id", "handle"])
    .where("id", "in", numbersIn(numbers))
    .execute();
  return new Map(found.map(({ id, handle }) => [id, `@${handle}`]));
}

/** Tables whose rows nobody is to read, in one file each. */
export async function* ownFiles(
  db: Database,
  tables: readonly OwnTable[],
  isOwn: (table: OwnTable) => RawBuilder<boolean>,
): AsyncGenerator<OwnFile> {
  for (const each of tables) {
    yield ownFile(each, await readOwnRows(db, each, isOwn(each)));
  }
}

export function ownFile({ file, says }: Pick<OwnTable, "file" | "says">, rows: unknown): OwnFile {
  return { name: file, says, contents: `${JSON.stringify(rows, null, 2)}\n` };
}
