// Looks into a reader's library: one paper, the marks for a page's papers, a list of rows.
import { sql } from "kysely";
import type { Identifier } from "../../papers/identifier.ts";
import type { Database } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Own } from "./library.ts";

/** What a reader did with a paper. */
export interface Kept {
  savedAt: string | null;
  readAt: string | null;
  note: string;
  /** In the order of the alphabet. */
  tags: string[];
}

/** A row of the library. */
export interface ShelfRow extends Kept {
  /** The paper's number. */
  id: number;
  identifier: Identifier;
  title: string;
  authors: string[];
  savedAt: string;
}

export type ShelfOrder = "saved" | "announced" | "title";

export interface ShelfQuery {
  reader: number;
  tag?: string | undefined;
  /** Only those that are not read. */
  unread?: boolean;
  /** Only these papers, by their numbers: what a search found. */
  among?: readonly number[] | undefined;
}

const nothing: Kept = { savedAt: null, readAt: null, note: "", tags: [] };

export async function findKept(
  db: Database,
  { reader, paper }: { reader: number; paper: number },
): Promise<Kept> {
  const row = await db
    .selectFrom("library")
    .select(["saved_at", "read_at", "note"])
    .select(() => tagsOf(sql.ref("library.paper_id"), reader))
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .executeTakeFirst();
  return row ? keptOf(row) : nothing;
}

/** Which of these papers are saved, and which are read. */
export async function listKept(
  db: Database,
  { reader, papers }: Own,
): Promise<{ saved: Set<number>; read: Set<number> }> {
  const rows = await db
    .selectFrom("library")
    .select(["paper_id", "saved_at", "read_at"])
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  const those = (given: typeof rows) => new Set(given.map(({ paper_id }) => paper_id));
  return {
    saved: those(rows.filter(({ saved_at }) => saved_at !== null)),
    read: those(rows.filter(({ read_at }) => read_at !== null)),
  };
}

/** A page of the shelf, and how many there are in all. */
export async function listShelf(
  db: Database,
  {
    order = "saved",
    page = 1,
    perPage = 50,
    ...query
  }: ShelfQuery & { order?: ShelfOrder; page?: number; perPage?: number },
): Promise<{ rows: ShelfRow[]; total: number }> {
  const { total } = await shelf(db, query)
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await shelf(db, query)
    .select(["papers.id", "papers.identifier", "papers.title", "papers.authors"])
    .select(["saved_at", "read_at", "note"])
    .select(() => tagsOf(sql.ref("library.paper_id"), query.reader))
    .orderBy(orders[order])
    .orderBy("papers.id", "desc")
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({
      ...keptOf(row),
      id: row.id,
      identifier: row.identifier as Identifier,
      title: row.title,
      authors: JSON.parse(row.authors) as string[],
      savedAt: row.saved_at!,
    })),
  };
}

/** All of the shelf's papers, by their numbers, in the order of their saving. */
export async function listShelfNumbers(db: Database, query: ShelfQuery): Promise<number[]> {
  const rows = await shelf(db, query)
    .select("papers.id")
    .orderBy(orders.saved)
    .orderBy("papers.id", "desc")
    .execute();
  return rows.map(({ id }) => id);
}

/** What the reader keeps of each of these papers, for an export. */
export async function mapKept(db: Database, { reader, papers }: Own): Promise<Map<number, Kept>> {
  const rows = await db
    .selectFrom("library")
    .select(["paper_id", "saved_at", "read_at", "note"])
    .select(() => tagsOf(sql.ref("library.paper_id"), reader))
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  return new Map(rows.map((row) => [row.paper_id, keptOf(row)]));
}

export interface ShelfCounts {
  saved: number;
  unread: number;
  /** In the order of the alphabet. */
  tags: { tag: string; papers: number }[];
}

export async function countShelf(db: Database, reader: number): Promise<ShelfCounts> {
  const { saved, unread } = await shelf(db, { reader })
    .select((select) => [
      select.fn.countAll<number>().as("saved"),
      sql<number>`count(*) filter (where read_at is null)`.as("unread"),
    ])
    .executeTakeFirstOrThrow();
  const tags = await db
    .selectFrom("tags")
    .innerJoin("library", (join) =>
      join
        .onRef("library.reader_id", "=", "tags.reader_id")
        .onRef("library.paper_id", "=", "tags.paper_id"),
    )
    .select((select) => ["tag", select.fn.countAll<number>().as("papers")])
    .where("tags.reader_id", "=", reader)
    .where("saved_at", "is not", null)
    .groupBy("tag")
    .orderBy("tag")
    .execute();
  return { saved, unread, tags };
}

const orders = {
  saved: sql`saved_at desc`,
  announced: sql`(select max(day) from appearances where paper_id = papers.id) desc`,
  title: sql`papers.title collate nocase`,
} satisfies Record<ShelfOrder, unknown>;

function shelf(db: Database, { reader, tag, unread = false, among }: ShelfQuery) {
  return db
    .selectFrom("library")
    .innerJoin("papers", "papers.id", "library.paper_id")
    .where("library.reader_id", "=", reader)
    .where("saved_at", "is not", null)
    .$if(unread, (query) => query.where("read_at", "is", null))
    .$if(among !== undefined, (query) => query.where("paper_id", "in", numbersIn(among!)))
    .$if(tag !== undefined, (query) =>
      query.where("paper_id", "in", (tags) =>
        tags
          .selectFrom("tags")
          .select("tags.paper_id")
          .where("tags.reader_id", "=", reader)
          .where("tags.tag", "=", tag!),
      ),
    );
}

function tagsOf(paper: ReturnType<typeof sql.ref>, reader: number) {
  return sql<string>`(
    select json_group_array(tag order by tag) from tags
    where reader_id = ${reader} and paper_id = ${paper}
  )`.as("tags");
}

function keptOf(row: {
  saved_at: string | null;
  read_at: string | null;
  note: string;
  tags: string;
}): Kept {
  return {
    savedAt: row.saved_at,
    readAt: row.read_at,
    note: row.note,
    tags: JSON.parse(row.tags) as string[],
  };
}
