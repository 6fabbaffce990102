// What readers did with two papers, once these are two again. What somebody took back since the merge
// does not return, and what they changed stays changed.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { joined, type Kept, type Marks } from "./marks.ts";
import type { Before } from "./merges.ts";

export async function giveBackMarks(db: Database, before: Before): Promise<void> {
  await giveBackVotes(db, before);
  await giveBackSubmission(db, before);
  await giveBackPicks(db, before);
  await giveBackLibrary(db, before);
  await giveBackTags(db, before);
  await giveBackThreads(db, before);
  await giveBackClaims(db, before);
  await giveBackFollowers(db, before);
}

async function giveBackVotes(db: Database, { kept, gone }: Before): Promise<void> {
  const keptAt = new Map(kept.votes.map((each) => [voterOf(each), each.at]));
  for (const vote of gone.votes) {
    const merged = keptAt.get(voterOf(vote));
    const standing = await db
      .selectFrom("votes")
      .select("id")
      .where("paper_id", "=", kept.row.id)
      .where(isBy(vote))
      .where("at", "=", merged ?? vote.at)
      .executeTakeFirst();
    if (!standing) continue;
    if (merged === undefined) {
      await db
        .updateTable("votes")
        .set({ paper_id: gone.row.id })
        .where("id", "=", standing.id)
        .execute();
    } else {
      await db
        .insertInto("votes")
        .values({ ...vote, paper_id: gone.row.id })
        .execute();
    }
  }
}

type Vote = Marks["votes"][number];

function voterOf({ reader_id, visitor }: Vote): string {
  return reader_id ? `reader ${reader_id}` : `visitor ${visitor}`;
}

function isBy({ reader_id, visitor }: Vote) {
  return reader_id ? sql<boolean>`reader_id = ${reader_id}` : sql<boolean>`visitor = ${visitor}`;
}

async function giveBackSubmission(db: Database, { kept, gone }: Before): Promise<void> {
  for (const submission of gone.submissions ?? []) {
    if (kept.submissions?.length) {
      await db
        .insertInto("submissions")
        .values({ ...(await signed(db, submission)), paper_id: gone.row.id })
        .execute();
    } else {
      await db
        .updateTable("submissions")
        .set({ paper_id: gone.row.id })
        .where("paper_id", "=", kept.row.id)
        .where("at", "=", submission.at)
        .execute();
    }
  }
}

async function giveBackPicks(db: Database, { kept, gone }: Before): Promise<void> {
  const had = new Set(kept.picks?.map(({ day }) => day));
  for (const pick of gone.picks ?? []) {
    if (had.has(pick.day)) {
      await db
        .insertInto("picks")
        .values({ ...(await signed(db, pick)), paper_id: gone.row.id })
        .execute();
    } else {
      await db
        .updateTable("picks")
        .set({ paper_id: gone.row.id })
        .where("paper_id", "=", kept.row.id)
        .where("day", "=", pick.day)
        .execute();
    }
  }
}

/** Whoever has left since signs nothing. */
async function signed<Mark extends { reader_id: number | null }>(
  db: Database,
  mark: Mark,
): Promise<Mark> {
  return { ...mark, reader_id: await whoIsHere(db, mark.reader_id) };
}

async function whoIsHere(db: Database, reader: number | null): Promise<number | null> {
  if (reader === null) return null;
  const row = await db
    .selectFrom("readers")
    .select("id")
    .where("id", "=", reader)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Who had saved only the one that went has that one again, as they have it now. */
async function giveBackLibrary(db: Database, { kept, gone }: Before): Promise<void> {
  const own = new Map(kept.library?.map((each) => [each.reader_id, each]));
  for (const { reader_id, ...theirs } of gone.library ?? []) {
    const standing = { reader_id, paper_id: kept.row.id };
    const had = own.get(reader_id);
    if (!had) {
      await db
        .updateTable("library")
        .set({ paper_id: gone.row.id })
        .where((where) => where.and(standing))
        .execute();
      continue;
    }
    const now = await db
      .selectFrom("library")
      .select(["saved_at", "read_at", "note"])
      .where((where) => where.and(standing))
      .executeTakeFirst();
    if (!now) continue;
    const { stays, returns } = parted(now, { had, theirs });
    await db
      .updateTable("library")
      .set(stays)
      .where((where) => where.and(standing))
      .execute();
    await db
      .insertInto("library")
      .values({ ...returns, reader_id, paper_id: gone.row.id })
      .execute();
  }
}

/** Field by field: what is as the merge left it is parted again, anything else was meant for both. */
function parted(
  now: Kept,
  { had, theirs }: { had: Kept; theirs: Kept },
): { stays: Kept; returns: Kept } {
  const merged = joined(had, theirs);
  const stays = { ...now };
  const returns = { ...theirs };
  for (const field of ["saved_at", "read_at"] as const) {
    if (now[field] === merged[field]) stays[field] = had[field];
    else if (now[field] === null) returns[field] = null;
  }
  if (now.note === merged.note) stays.note = had.note;
  else if (now.note === "") returns.note = "";
  return { stays, returns };
}

async function giveBackTags(db: Database, { kept, gone }: Before): Promise<void> {
  const keyOf = (each: { reader_id: number; tag: string }) => `${each.reader_id} ${each.tag}`;
  const had = new Set(kept.tags?.map(keyOf));
  for (const { reader_id, tag } of gone.tags ?? []) {
    const standing = { paper_id: kept.row.id, reader_id, tag };
    const found = await db
      .selectFrom("tags")
      .select("tag")
      .where((where) => where.and(standing))
      .executeTakeFirst();
    if (!found) continue;
    await db
      .insertInto("tags")
      .values({ ...standing, paper_id: gone.row.id })
      .execute();
    if (had.has(keyOf({ reader_id, tag }))) continue;
    await db
      .deleteFrom("tags")
      .where((where) => where.and(standing))
      .execute();
  }
}

/** With all that was answered in them since; threads that began since stay with the kept one. */
async function giveBackThreads(db: Database, { kept, gone }: Before): Promise<void> {
  await db
    .updateTable("comments")
    .set({ paper_id: gone.row.id })
    .where("root_id", "in", numbersIn(gone.threads ?? []))
    .where("paper_id", "=", kept.row.id)
    .execute();
}

/** A claim that was had once for both papers is as it was for the one that it was not taken from. */
async function giveBackClaims(db: Database, { kept, gone }: Before): Promise<void> {
  const had = new Map(kept.claims?.map((each) => [each.reader_id, each]));
  for (const theirs of gone.claims ?? []) {
    const standing = await db
      .selectFrom("claims")
      .select("id")
      .where("paper_id", "=", kept.row.id)
      .where("reader_id", "=", theirs.reader_id)
      .executeTakeFirst();
    if (!standing) continue;
    const own = had.get(theirs.reader_id);
    const isTheirs = !own || standing.id === theirs.id;
    if (isTheirs) {
      await db
        .updateTable("claims")
        .set({ paper_id: gone.row.id })
        .where("id", "=", standing.id)
        .execute();
    }
    if (own) {
      const [again, paper_id] = isTheirs ? [own, kept.row.id] : [theirs, gone.row.id];
      const decided_by = await whoIsHere(db, again.decided_by);
      await db
        .insertInto("claims")
        .values({ ...again, decided_by, paper_id })
        .execute();
    }
  }
}

async function giveBackFollowers(db: Database, { kept, gone }: Before): Promise<void> {
  const had = new Set(kept.followers?.map(({ reader_id }) => reader_id));
  for (const { reader_id, at } of gone.followers ?? []) {
    const standing = { paper_id: kept.row.id, reader_id };
    const found = await db
      .selectFrom("followed_papers")
      .select("at")
      .where((where) => where.and(standing))
      .executeTakeFirst();
    if (!found) continue;
    await db
      .insertInto("followed_papers")
      .values({ ...standing, paper_id: gone.row.id, at })
      .execute();
    if (had.has(reader_id)) continue;
    await db
      .deleteFrom("followed_papers")
      .where((where) => where.and(standing))
      .execute();
  }
}
