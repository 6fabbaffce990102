// A reader's library: papers saved, read, with a note and tags. Everything can be said twice without
// harm. What is taken out keeps its note and tags, so that to save it again brings them back.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { numbersIn, textsIn } from "../../store/values-in.ts";
import { longestNote } from "./note.ts";
import { mostTags } from "./tag.ts";

/** Some of a reader's papers, by their numbers. */
export interface Own {
  reader: number;
  papers: readonly number[];
}

type Saving = Own & { now: Date };

const mostSaved = 50_000;

/** @returns how many were not saved before. @throws Invalid when the library is full. */
export async function keepPapers(db: Database, saving: Saving): Promise<number> {
  return (await db.transaction().execute((db) => keepWithin(db, saving))).length;
}

/** The same inside a transaction that the caller has open. @returns those that were not saved before. */
export async function keepWithin(db: Database, { reader, papers, now }: Saving): Promise<number[]> {
  const { rows } = await sql<{ paper_id: number }>`
    insert into library (reader_id, paper_id, saved_at)
    select ${reader}, id, ${now.toISOString()} from papers where id in ${numbersIn(papers)}
    on conflict (reader_id, paper_id) do update set saved_at = excluded.saved_at
    where library.saved_at is null
    returning paper_id
  `.execute(db);
  if (rows.length > 0 && (await countSaved(db, reader)) > mostSaved) {
    throw new Invalid(`A library holds ${mostSaved.toLocaleString("en-US")} papers at most.`);
  }
  return rows.map(({ paper_id }) => paper_id);
}

async function countSaved(db: Database, reader: number): Promise<number> {
  const { saved } = await db
    .selectFrom("library")
    .select((select) => select.fn.countAll<number>().as("saved"))
    .where("reader_id", "=", reader)
    .where("saved_at", "is not", null)
    .executeTakeFirstOrThrow();
  return saved;
}

/** @returns how many were saved before. */
export async function removePapers(db: Database, { reader, papers }: Own): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("library")
    .set({ saved_at: null })
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .where("saved_at", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Papers can be read without being saved. The time of the first reading stays. */
export async function markRead(
  db: Database,
  { reader, papers, read, now }: Own & { read: boolean; now: Date },
): Promise<void> {
  if (!read) {
    await db
      .updateTable("library")
      .set({ read_at: null })
      .where("reader_id", "=", reader)
      .where("paper_id", "in", numbersIn(papers))
      .execute();
    return;
  }
  const at = now.toISOString();
  await sql`
    insert into library (reader_id, paper_id, read_at)
    select ${reader}, id, ${at} from papers where id in ${numbersIn(papers)}
    on conflict (reader_id, paper_id) do update set read_at = coalesce(read_at, excluded.read_at)
  `.execute(db);
}

/** The note and the tags that a paper has from now on; it is saved with that. */
export async function annotate(
  db: Database,
  given: { reader: number; paper: number; note: string; tags: readonly string[]; now: Date },
): Promise<void> {
  const { reader, paper, note, tags, now } = given;
  await db.transaction().execute(async (db) => {
    await keepWithin(db, { reader, papers: [paper], now });
    await db
      .updateTable("library")
      .set({ note })
      .where("reader_id", "=", reader)
      .where("paper_id", "=", paper)
      .execute();
    await db
      .deleteFrom("tags")
      .where("reader_id", "=", reader)
      .where("paper_id", "=", paper)
      .where("tag", "not in", textsIn(tags))
      .execute();
    await insertTags(db, { reader, papers: [paper], tags });
  });
}

/**
 * Saves the papers with that.
 * @throws Invalid when a paper would have too many tags; then nothing has changed.
 */
export async function addTags(
  db: Database,
  { reader, papers, tags, now }: Own & { tags: readonly string[]; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await keepWithin(db, { reader, papers, now });
    await addTagsWithin(db, { reader, papers, tags });
  });
}

async function addTagsWithin(
  db: Database,
  { reader, papers, tags }: Own & { tags: readonly string[] },
): Promise<void> {
  await insertTags(db, { reader, papers, tags });
  const full = await db
    .selectFrom("tags")
    .select("paper_id")
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .groupBy("paper_id")
    .having((having) => having.fn.countAll<number>(), ">", mostTags)
    .executeTakeFirst();
  if (full) {
    throw new Invalid(`A paper has ${mostTags} tags at most, and one of these would have more.`);
  }
}

/**
 * Saves a paper with a note and tags beside those that it has: the note comes below the one that is there.
 * @returns whether it was not saved before. @throws Invalid when there would be too much of them; then
 * nothing has changed.
 */
export async function keepWithMore(
  db: Database,
  given: { reader: number; paper: number; note: string; tags: readonly string[]; now: Date },
): Promise<boolean> {
  const { reader, paper, note, tags, now } = given;
  return await db.transaction().execute(async (db) => {
    const saved = await keepWithin(db, { reader, papers: [paper], now });
    await addTagsWithin(db, { reader, papers: [paper], tags });
    if (!(await addToNote(db, { reader, paper, note }))) {
      throw new Invalid(
        `A note has ${longestNote} characters at most, and with this one it would have more.`,
      );
    }
    return saved.length > 0;
  });
}

/**
 * Puts a note below the one that the paper has, unless that says the same.
 * @returns `false` when both together are too long; then nothing has changed.
 */
export async function addToNote(
  db: Database,
  { reader, paper, note }: { reader: number; paper: number; note: string },
): Promise<boolean> {
  if (note === "") return true;
  const row = await db
    .selectFrom("library")
    .select("note")
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .executeTakeFirst();
  // It may have left the catalogue since it was found.
  if (!row || row.note.includes(note)) return true;
  const { note: own } = row;
  const both = own === "" ? note : `${own}\n\n${note}`;
  if (both.length > longestNote) return false;
  await db
    .updateTable("library")
    .set({ note: both })
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .execute();
  return true;
}

export async function removeTags(
  db: Database,
  { reader, papers, tags }: Own & { tags: readonly string[] },
): Promise<void> {
  await db
    .deleteFrom("tags")
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .where("tag", "in", textsIn(tags))
    .execute();
}

/** The caller sees to how many there may be. */
export async function insertTags(
  db: Database,
  { reader, papers, tags }: Own & { tags: readonly string[] },
): Promise<void> {
  await sql`
    insert or ignore into tags (reader_id, tag, paper_id)
    select ${reader}, tag.value, papers.id from papers, json_each(${JSON.stringify(tags)}) as tag
    where papers.id in ${numbersIn(papers)}
  `.execute(db);
}
