// Making, changing and taking back picks. Of a closed edition nothing changes.
import { removeFeatured } from "../../catalogue/appearances.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { longDate, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { isClosed } from "../closed-days.ts";
import type { Which } from "./picks.ts";

const mostPicks = 12;

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
    if (pick.appearance === "made") await removeFeatured(db, { paper, day });
    const place = await lastPlace(db, to);
    await rowOf(db, { paper, day }).set({ day: to, place, appearance: null }).execute();
  });
}

/** @throws NotFound, Invalid */
export async function takeBackPick(db: Database, which: Which): Promise<void> {
  await db.transaction().execute(async (db) => {
    const pick = await getPick(db, which);
    await demandOpen(db, which.day);
    if (pick.appearance === "made") await removeFeatured(db, which);
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
