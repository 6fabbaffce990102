// What a reader wants to hear nothing of: threads, and people. Nobody learns that they are muted.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import type { Acting } from "../acting.ts";
import { withdrawLetters } from "./letters.ts";

/** So many of each: whoever mutes more than this is a script. */
const most = 2000;

export interface MutedPerson {
  id: number;
  name: string;
  handle: string;
}

/** The newest first. */
export async function listMutedPeople(db: Database, reader: number): Promise<MutedPerson[]> {
  return await db
    .selectFrom("muted_people")
    .innerJoin("readers", "readers.id", "muted_people.person_id")
    .select(["readers.id", "readers.name", "readers.handle"])
    .where("muted_people.reader_id", "=", reader)
    .orderBy("muted_people.at", "desc")
    .execute();
}

export async function isPersonMuted(
  db: Database,
  { reader, person }: { reader: number; person: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("muted_people")
    .select("at")
    .where("reader_id", "=", reader)
    .where("person_id", "=", person)
    .executeTakeFirst();
  return row !== undefined;
}

/** Mutes them, or ends that. @throws Invalid for oneself, TooMany */
export async function mutePerson(
  { db, limits, clock }: Acting,
  { reader, person, mute }: { reader: number; person: number; mute: boolean },
): Promise<void> {
  await limits.follow(reader);
  if (reader === person) throw new Invalid("You cannot mute yourself.");
  await db.transaction().execute(async (db) => {
    if (!mute) {
      await db
        .deleteFrom("muted_people")
        .where("reader_id", "=", reader)
        .where("person_id", "=", person)
        .execute();
      return;
    }
    await demandRoom(db, "muted_people", reader);
    await db
      .insertInto("muted_people")
      .values({ reader_id: reader, person_id: person, at: clock().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await withdrawLetters(
      db,
      sql`reader_id = ${reader} and comment_id in (select id from comments where reader_id = ${person})`,
    );
  });
}

export interface MutedThread {
  /** Its first comment. */
  root: number;
  title: string;
  /** Who wrote that; nothing for a former reader, and where it may not be read any more. */
  by: string | undefined;
}

/** The newest first. */
export async function listMutedThreads(db: Database, reader: number): Promise<MutedThread[]> {
  const rows = await db
    .selectFrom("muted_threads")
    .innerJoin("comments", "comments.id", "muted_threads.root_id")
    .innerJoin("papers", "papers.id", "comments.paper_id")
    .leftJoin("readers", (join) =>
      join.onRef("readers.id", "=", "comments.reader_id").on("comments.standing", "=", "shown"),
    )
    .select(["comments.id as root", "papers.title", "readers.name as by"])
    .where("muted_threads.reader_id", "=", reader)
    .orderBy("muted_threads.at", "desc")
    .execute();
  return rows.map(({ by, ...thread }) => ({ ...thread, by: by ?? undefined }));
}

export async function isThreadMuted(
  db: Database,
  { reader, root }: { reader: number; root: number },
): Promise<boolean> {
  return (await listMutedRoots(db, reader)).has(root);
}

/** Only their first comments. */
export async function listMutedRoots(db: Database, reader: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom("muted_threads")
    .select("root_id")
    .where("reader_id", "=", reader)
    .execute();
  return new Set(rows.map(({ root_id }) => root_id));
}

/** Mutes the thread with this first comment, or ends that. @throws TooMany */
export async function muteThread(
  { db, limits, clock }: Acting,
  { reader, root, mute }: { reader: number; root: number; mute: boolean },
): Promise<void> {
  await limits.follow(reader);
  await db.transaction().execute(async (db) => {
    if (!mute) {
      await db
        .deleteFrom("muted_threads")
        .where("reader_id", "=", reader)
        .where("root_id", "=", root)
        .execute();
      return;
    }
    await demandRoom(db, "muted_threads", reader);
    await db
      .insertInto("muted_threads")
      .values({ reader_id: reader, root_id: root, at: clock().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await withdrawLetters(
      db,
      sql`reader_id = ${reader} and comment_id in (select id from comments where root_id = ${root})`,
    );
  });
}

async function demandRoom(
  db: Database,
  table: "muted_people" | "muted_threads",
  reader: number,
): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where reader_id = ${reader}
  `.execute(db);
  if (rows[0]!.count >= most) {
    throw new Invalid(`You have muted ${most} already. End that of some first.`);
  }
}
