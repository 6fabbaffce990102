// The words of each paper in SQLite's FTS5, written in the transaction that writes the paper.
import { sql } from "kysely";
import { bareIdentifier } from "../papers/identifier.ts";
import { texToText } from "../papers/tex/tex.ts";
import type { Database } from "../store/tables.ts";

export interface TextToIndex {
  id: number;
  identifier: string;
  title: string;
  abstract: string;
  /** A JSON list, as the table holds it. */
  authors: string;
}

/** Puts the words of these papers into the index, in place of what stood there. */
export async function indexText(db: Database, papers: readonly TextToIndex[]): Promise<void> {
  if (papers.length === 0) return;
  await removeText(
    db,
    papers.map((paper) => paper.id),
  );
  await db
    .insertInto("full_text")
    .values(
      papers.map((paper) => ({
        rowid: paper.id,
        title: readable(paper.title),
        authors: (JSON.parse(paper.authors) as string[]).map(readable).join("; "),
        abstract: readable(paper.abstract),
        identifier: bareIdentifier(paper.identifier),
      })),
    )
    .execute();
}

export async function removeText(db: Database, ids: readonly number[]): Promise<void> {
  await db
    .deleteFrom("full_text")
    .where("rowid", "in", [...ids])
    .execute();
}

/** A reader may type `α` or `alpha`, so where TeX was read the source is kept beside it. */
function readable(source: string): string {
  const text = texToText(source);
  return text === source ? text : `${text} ${source}`;
}

/** Builds the whole index anew from the papers. `onProgress` is told how many are done. */
export async function rebuildText(
  db: Database,
  onProgress: (done: number) => void,
): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await sql`insert into full_text (full_text) values ('delete-all')`.execute(db);
    let done = 0;
    let after = 0;
    for (;;) {
      const rows = await db
        .selectFrom("papers")
        .select(["id", "identifier", "title", "abstract", "authors"])
        .where("id", ">", after)
        .orderBy("id")
        .limit(1000)
        .execute();
      const last = rows.at(-1);
      if (!last) return done;
      await indexText(db, rows);
      after = last.id;
      done += rows.length;
      onProgress(done);
    }
  });
}

/** How many papers the index holds. */
export async function countIndexed(db: Database): Promise<number> {
  const row = await db
    .selectFrom("full_text")
    .select((select) => select.fn.countAll<number>().as("papers"))
    .executeTakeFirstOrThrow();
  return row.papers;
}
