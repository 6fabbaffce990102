// A reader's library: papers saved, read, with a note and tags. Everything can be said twice without
// harm. What is taken out keeps its note and tags, so that to save it again brings them back.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { numbersIn, textsIn } from "../../store/values-in.ts";
import type { Acting } from "../acting.ts";
import { longestNote } from "./note.ts";
import { mostTags } from "./tag.ts";

/** Some of a reader's papers, by their numbers. */
export interface Own {
  reader: number;
  papers: readonly number[];
}

const mostSaved = 50_000;

/** @returns how many were not saved before. @throws Invalid when the library is full, TooMany */
export async function keepPapers({ db, limits, clock }: Acting, own: Own): Promise<number> {
  await limits.library(own.reader);
  const now = clock();
  const saved = await db.transaction().execute((db) => keepWithin(db, { ...own, now }));
  return saved.length;
}

/** The same inside a transaction that the caller has open. @returns those that were not saved before. */
export async function keepWithin(
  db: Database,
  { reader, papers, now }: Own & { now: Date },
): Promise<number[]> {
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

/** @returns how many were saved before. @throws TooMany */
export async function removePapers(
  { db, limits }: Acting,
  { reader, papers }: Own,
): Promise<number> {
  await limits.library(reader);
  const { numUpdatedRows } = await db
    .updateTable("library")
    .set({ saved_at: null })
    .where("reader_id", "=", reader)
    .where("paper_id", "in", numbersIn(papers))
    .where("saved_at", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Papers can be read without being saved. The time of the first reading stays. @throws TooMany */
export async function markRead(
  { db, limits, clock }: Acting,
  marking: Own & { read: boolean },
): Promise<void> {
  await limits.library(marking.reader);
  await markWithin(db, { ...marking, now: clock() });
}

async function markWithin(
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

interface Annotation {
  reader: number;
  /** The paper's number. */
  paper: number;
  /** As `parseNote` gives it. */
  note?: string | undefined;
  /** As `parseTags` gives them. */
  tags?: readonly string[] | undefined;
  read?: boolean | undefined;
}

/**
 * What a paper has from now on, in place of what it had; what is left out stays. It is saved with that.
 * @throws Invalid when the library is full, TooMany
 */
export async function annotate(
  { db, limits, clock }: Acting,
  { reader, paper, note, tags, read }: Annotation,
): Promise<void> {
  await limits.library(reader);
  const own = { reader, papers: [paper] };
  const now = clock();
  await db.transaction().execute(async (db) => {
    await keepWithin(db, { ...own, now });
    if (note !== undefined) await writeNote(db, { reader, paper, note });
    if (tags !== undefined) {
      await db
        .deleteFrom("tags")
        .where("reader_id", "=", reader)
        .where("paper_id", "=", paper)
        .where("tag", "not in", textsIn(tags))
        .execute();
      await insertTags(db, { ...own, tags });
    }
    if (read !== undefined) await markWithin(db, { ...own, read, now });
  });
}

async function writeNote(
  db: Database,
  { reader, paper, note }: { reader: number; paper: number; note: string },
): Promise<void> {
  await db
    .updateTable("library")
    .set({ note })
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .execute();
}

/**
 * Saves the papers with that.
 * @throws TooMany, Invalid when a paper would have too many tags; then nothing has changed.
 */
export async function addTags(
  { db, limits, clock }: Acting,
  { reader, papers, tags }: Own & { tags: readonly string[] },
): Promise<void> {
  await limits.library(reader);
  const now = clock();
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
 * @returns whether it was not saved before. @throws TooMany, Invalid when there would be too much of them;
 * then nothing has changed.
 */
export async function keepWithMore(
  { db, limits, clock }: Acting,
  {
    reader,
    paper,
    note,
    tags,
  }: { reader: number; paper: number; note: string; tags: readonly string[] },
): Promise<boolean> {
  await limits.library(reader);
  const now = clock();
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
  await writeNote(db, { reader, paper, note: both });
  return true;
}

/** @throws TooMany */
export async function removeTags(
  { db, limits }: Acting,
  { reader, papers, tags }: Own & { tags: readonly string[] },
): Promise<void> {
  await limits.library(reader);
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
