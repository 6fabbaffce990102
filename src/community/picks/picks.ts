// The picks that stand in the table: an editor put a paper on top of the edition of a day, today's or one
// to come, with a sentence. Until the day has come nobody but editors sees anything of it.
import type { Day } from "../../papers/period.ts";
import type { EditorsPick } from "../../papers/signal.ts";
import type { Database } from "../../store/tables.ts";
import { numbersIn } from "../../store/values-in.ts";
import { formerEditor } from "../readers.ts";

export interface ListedPick extends Omit<EditorsPick, "kind"> {
  /** When it was made, ISO 8601. */
  at: string;
  /** Whether its day has come and it stands on top. */
  isOut: boolean;
}

/** A pick by its paper and its day. */
export interface Which {
  paper: number;
  day: Day;
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

/** Those that are out, the newest day first, each day in its order. */
export async function listPicksOut(
  db: Database,
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedPick[]> {
  const rows = await picks(db)
    .where("picks.appearance", "is not", null)
    .orderBy("picks.day", "desc")
    .orderBy("picks.place")
    .limit(limit)
    .offset(offset)
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
