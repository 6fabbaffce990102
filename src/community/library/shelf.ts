// Looks into a reader's library: one paper, the marks for a page's papers, a list of rows.
import { sql } from "kysely";
import { parseAuthors } from "../../papers/authors-column.ts";
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
  return (await mapKept(db, { reader, papers: [paper] })).get(paper) ?? nothing;
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

/** A page of the shelf. */
export async function listShelf(
  db: Database,
  {
    order = "saved",
    page = 1,
    perPage = 50,
    ...query
  }: ShelfQuery & { order?: ShelfOrder; page?: number; perPage?: number },
): Promise<ShelfRow[]> {
  const { reader } = query;
  const listed = await inOrder(db, query, order)
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  const numbers = listed.map(({ paper_id }) => paper_id);
  const kept = await mapKept(db, { reader, papers: numbers });
  const rows = await db
    .selectFrom("papers")
    .select(["id", "identifier", "title", "authors"])
    .where("id", "in", numbersIn(numbers))
    .execute();
  const papers = new Map(rows.map((row) => [row.id, row]));
  return numbers.flatMap((number) => {
    const paper = papers.get(number);
    const own = kept.get(number);
    // Taken out, or gone, since it was listed.
    if (!paper || !own?.savedAt) return [];
    return [
      {
        ...own,
        savedAt: own.savedAt,
        id: number,
        identifier: paper.identifier as Identifier,
        title: paper.title,
        authors: parseAuthors(paper.authors),
      },
    ];
  });
}

/** All of the shelf's papers, by their numbers, in the order of their saving. */
export async function listShelfNumbers(db: Database, query: ShelfQuery): Promise<number[]> {
  const rows = await inOrder(db, query, "saved").execute();
  return rows.map(({ paper_id }) => paper_id);
}

/** What the reader keeps of each of these papers. */
export async function mapKept(db: Database, { reader, papers }: Own): Promise<Map<number, Kept>> {
  const rows = await db
    .selectFrom("library")
    .select(["paper_id", "saved_at", "read_at", "note"])
    .select(
      sql<string>`(
        select json_group_array(tag order by tag) from tags
        where reader_id = ${reader} and paper_id = library.paper_id
      )`.as("tags"),
    )
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .execute();
  return new Map(
    rows.map(({ paper_id, saved_at, read_at, note, tags }) => [
      paper_id,
      { savedAt: saved_at, readAt: read_at, note, tags: JSON.parse(tags) as string[] },
    ]),
  );
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

/** How many papers the list has on all its pages. */
export async function countListed(
  db: Database,
  query: ShelfQuery,
  counts: ShelfCounts,
): Promise<number> {
  const { tag, unread = false, among } = query;
  if (tag === undefined && among === undefined) return unread ? counts.unread : counts.saved;
  const { listed } = await shelf(db, query)
    .select((select) => select.fn.countAll<number>().as("listed"))
    .executeTakeFirstOrThrow();
  return listed;
}

const orders = {
  saved: (shelf) => shelf.orderBy("saved_at", "desc"),
  announced: (shelf) =>
    shelf.orderBy(
      sql`(select max(day) from appearances where paper_id = library.paper_id)`,
      "desc",
    ),
  title: (shelf) =>
    shelf.orderBy(sql`(select title from papers where id = library.paper_id) collate nocase`),
} satisfies Record<ShelfOrder, (listed: Shelf) => Shelf>;

/** Only numbers, so that little is carried while all of a library is sorted for a page of it. */
function inOrder(db: Database, query: ShelfQuery, order: ShelfOrder) {
  return orders[order](shelf(db, query)).orderBy("paper_id", "desc").select("paper_id");
}

type Shelf = ReturnType<typeof shelf>;

function shelf(db: Database, { reader, tag, unread = false, among }: ShelfQuery) {
  return db
    .selectFrom("library")
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
