// Picks: an editor puts a paper on top of the edition of a day, today's or one to come, with a
// sentence. When the day has come the paper stands in that edition, wherever it was announced; until
// then nobody but editors sees anything of it. Of a closed edition nothing changes.
import { sql } from "kysely";
import { addAppearances } from "../catalogue/appearances.ts";
import { Invalid, NotFound } from "../errors.ts";
import { longDate, type Day } from "../papers/period.ts";
import type { EditorsPick } from "../papers/signal.ts";
import { numbersIn } from "../store/values-in.ts";
import type { Database } from "../store/tables.ts";
import { formerEditor } from "./readers.ts";

const mostPicks = 12;

export interface ListedPick extends Omit<EditorsPick, "kind"> {
  /** When it was made, ISO 8601. */
  at: string;
  /** Whether its day has come and it stands on top. */
  isOut: boolean;
}

interface Which {
  paper: number;
  day: Day;
}

interface Signed {
  /** Those for which one may pick at present (editions/pick-days.ts). */
  days: readonly Day[];
  reader: number;
  sentence: string;
}

/**
 * @throws Invalid when the paper is withdrawn or picked for that day already, or when the day is full,
 * closed or none to pick for.
 */
export async function pickPaper(
  db: Database,
  { paper, day, days, reader, sentence, now }: Which & Signed & { now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await demandPlace(db, { paper, day, days });
    await db
      .insertInto("picks")
      .values({
        paper_id: paper,
        day,
        place: await lastPlace(db, day),
        reader_id: reader,
        sentence,
        at: now.toISOString(),
      })
      .execute();
  });
}

/** Whoever changes the sentence signs it. @throws NotFound, and Invalid as `pickPaper` does */
export async function changePick(
  db: Database,
  { paper, day, to, days, reader, sentence }: Which & Signed & { to: Day },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const pick = await getPick(db, { paper, day });
    await demandOpen(db, day);
    if (sentence !== pick.sentence) {
      await rowOf(db, { paper, day }).set({ sentence, reader_id: reader }).execute();
    }
    if (to === day) return;
    await demandPlace(db, { paper, day: to, days });
    await forgetAppearance(db, pick);
    const place = await lastPlace(db, to);
    await rowOf(db, { paper, day }).set({ day: to, place, appearance: null }).execute();
  });
}

/** @throws NotFound, Invalid */
export async function takeBackPick(db: Database, which: Which): Promise<void> {
  await db.transaction().execute(async (db) => {
    const pick = await getPick(db, which);
    await demandOpen(db, which.day);
    await forgetAppearance(db, pick);
    await db
      .deleteFrom("picks")
      .where("paper_id", "=", which.paper)
      .where("day", "=", which.day)
      .execute();
  });
}

/** Changes places with the pick above; the first stays where it is. @throws NotFound, Invalid */
export async function raisePick(db: Database, { paper, day }: Which): Promise<void> {
  await db.transaction().execute(async (db) => {
    const { place } = await getPick(db, { paper, day });
    await demandOpen(db, day);
    const above = await db
      .selectFrom("picks")
      .select(["paper_id", "place"])
      .where("day", "=", day)
      .where("place", "<", place)
      .orderBy("place", "desc")
      .executeTakeFirst();
    if (!above) return;
    await rowOf(db, { paper: above.paper_id, day }).set({ place }).execute();
    await rowOf(db, { paper, day }).set({ place: above.place }).execute();
  });
}

/** The picks of these days, the first day first, each day in its order. */
export async function listPicks(
  db: Database,
  { first, last }: { first: Day; last: Day },
): Promise<ListedPick[]> {
  const rows = await picks(db)
    .where("picks.day", ">=", first)
    .where("picks.day", "<=", last)
    .orderBy("picks.day")
    .orderBy("picks.place")
    .execute();
  return rows.map(toPick);
}

/** The picks of a paper, the first day first. */
export async function listPicksOf(db: Database, paper: number): Promise<ListedPick[]> {
  const rows = await picks(db).where("picks.paper_id", "=", paper).orderBy("picks.day").execute();
  return rows.map(toPick);
}

export async function findPick(
  db: Database,
  { paper, day }: Which,
): Promise<ListedPick | undefined> {
  const row = await picks(db)
    .where("picks.paper_id", "=", paper)
    .where("picks.day", "=", day)
    .executeTakeFirst();
  return row && toPick(row);
}

/** The picks of these papers on these days that are out, as ranking wants them. */
export async function listPickSignals(
  db: Database,
  { papers, first, last }: { papers: readonly number[]; first: Day; last: Day },
): Promise<EditorsPick[]> {
  const rows = await picks(db)
    .where("picks.appearance", "is not", null)
    .where("picks.day", ">=", first)
    .where("picks.day", "<=", last)
    .where("picks.paper_id", "in", numbersIn(papers))
    .execute();
  return rows.map((row) => {
    const { paper, day, place, by, name, sentence } = toPick(row);
    return { kind: "pick", paper, day, place, by, name, sentence };
  });
}

/**
 * Puts the picks of all days up to this one on top of their editions, and the papers into them that
 * do not stand there. Doing so twice is doing so once.
 */
export async function bringOutPicks(db: Database, { until }: { until: Day }): Promise<void> {
  await db.transaction().execute(async (db) => {
    const due = await db
      .selectFrom("picks")
      .select(["paper_id", "day", "appearance"])
      .where("day", "<=", until)
      .where("day", "not in", (closed) => closed.selectFrom("closed_editions").select("day"))
      .where((pick) =>
        pick.or([
          pick("appearance", "is", null),
          // A paper that stood there may have been moved to another day since.
          pick.not(
            pick.exists(
              pick
                .selectFrom("appearances")
                .select(sql.lit(1).as("one"))
                .whereRef("appearances.day", "=", "picks.day")
                .whereRef("appearances.paper_id", "=", "picks.paper_id"),
            ),
          ),
        ]),
      )
      .execute();
    for (const { paper_id, day, appearance } of due) {
      const stands = await db
        .selectFrom("appearances")
        .select("kind")
        .where("day", "=", day)
        .where("paper_id", "=", paper_id)
        .executeTakeFirst();
      if (!stands) await addAppearances(db, [{ paper_id, day, kind: "featured", source: null }]);
      await rowOf(db, { paper: paper_id, day })
        .set({ appearance: stands ? (appearance ?? "found") : "made" })
        .execute();
    }
  });
}

/** The days of the span whose editions are closed. */
export async function listClosed(
  db: Database,
  { first, last }: { first: Day; last: Day },
): Promise<Set<Day>> {
  const rows = await db
    .selectFrom("closed_editions")
    .select("day")
    .where("day", ">=", first)
    .where("day", "<=", last)
    .execute();
  return new Set(rows.map(({ day }) => day));
}

export async function isClosed(db: Database, day: Day): Promise<boolean> {
  const row = await db
    .selectFrom("closed_editions")
    .select("day")
    .where("day", "=", day)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where somebody else features the paper on that day too, it goes on standing there. */
async function forgetAppearance(
  db: Database,
  { paper_id: paper, day, appearance }: Awaited<ReturnType<typeof getPick>>,
): Promise<void> {
  if (appearance !== "made") return;
  await db
    .deleteFrom("appearances")
    .where("day", "=", day)
    .where("paper_id", "=", paper)
    .where("kind", "=", "featured")
    .where("source", "is", null)
    .execute();
}

export const withdrawnSays =
  "Its authors withdrew this paper, and what was withdrawn stands last. So it cannot be picked.";

async function demandPlace(
  db: Database,
  { paper, day, days }: Which & Pick<Signed, "days">,
): Promise<void> {
  if (!days.includes(day)) throw new Invalid("A pick is for one of these days.");
  const { withdrawn } = await db
    .selectFrom("papers")
    .select("withdrawn")
    .where("id", "=", paper)
    .executeTakeFirstOrThrow();
  if (withdrawn === 1) throw new Invalid(withdrawnSays);
  await demandOpen(db, day);
  await demandRoom(db, { paper, day });
}

async function demandOpen(db: Database, day: Day): Promise<void> {
  if (await isClosed(db, day)) {
    throw new Invalid(`The edition of ${longDate(day)} is closed, so its picks do not change.`);
  }
}

async function demandRoom(db: Database, { paper, day }: Which): Promise<void> {
  const rows = await db.selectFrom("picks").select("paper_id").where("day", "=", day).execute();
  if (rows.some((row) => row.paper_id === paper)) {
    throw new Invalid(`This paper is picked for ${longDate(day)} already.`);
  }
  if (rows.length >= mostPicks) {
    throw new Invalid(`${longDate(day)} has ${mostPicks} picks already; more would be no choice.`);
  }
}

async function lastPlace(db: Database, day: Day): Promise<number> {
  const row = await db
    .selectFrom("picks")
    .select((select) => select.fn.max("place").as("last"))
    .where("day", "=", day)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

async function getPick(db: Database, { paper, day }: Which) {
  const row = await db
    .selectFrom("picks")
    .selectAll()
    .where("paper_id", "=", paper)
    .where("day", "=", day)
    .executeTakeFirst();
  if (!row) throw new NotFound(`This paper is not picked for ${longDate(day)}.`);
  return row;
}

function rowOf(db: Database, { paper, day }: Which) {
  return db.updateTable("picks").where("paper_id", "=", paper).where("day", "=", day);
}

function picks(db: Database) {
  return db
    .selectFrom("picks")
    .leftJoin("readers", "readers.id", "picks.reader_id")
    .select([
      "picks.paper_id as paper",
      "picks.day",
      "picks.place",
      "picks.reader_id as by",
      "readers.name",
      "picks.sentence",
      "picks.at",
      "picks.appearance",
    ]);
}

function toPick({
  appearance,
  name,
  ...row
}: Omit<ListedPick, "name" | "isOut" | "source"> & {
  name: string | null;
  appearance: string | null;
}): ListedPick {
  return { ...row, name: name ?? formerEditor, isOut: appearance !== null };
}
