// Submissions: papers that readers brought here, each once, with a sentence on why if they like. They
// stand in an edition as featured ones, signed.
import { dayIn, type Day } from "../../papers/period.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { formerReader, may, type Reader } from "../readers.ts";

export interface Submission {
  paper: number;
  /** Nobody's once the account is gone. */
  reader: number | null;
  /** How the reader is called. */
  name: string;
  /** By which their page is found. */
  handle: string | null;
  /** May be empty. */
  sentence: string;
  /** The edition in which it was put. */
  day: Day;
}

/** Those of these papers that were submitted, by their numbers. */
export async function listSubmissions(
  db: Database,
  papers: readonly number[],
): Promise<Map<number, Submission>> {
  if (papers.length === 0) return new Map();
  const rows = await submissions(db).where("paper_id", "in", numbersIn(papers)).execute();
  return new Map(rows.map((row) => [row.paper, { ...row, name: row.name ?? formerReader }]));
}

/** What was submitted into the edition of a day, in the order in which it came. */
export async function listSubmittedOn(db: Database, day: Day): Promise<Submission[]> {
  const rows = await submissions(db).where("day", "=", day).orderBy("at").execute();
  return rows.map((row) => ({ ...row, name: row.name ?? formerReader }));
}

export interface Quota {
  reader: Reader;
  /** How many papers a reader may bring in a day; whoever may pick is not counted. */
  perDay: number;
  timeZone: string;
  now: Date;
}

/** How many papers the reader may still bring today; `Infinity` for whoever may pick. */
export async function countLeft(
  db: Database,
  { reader, perDay, timeZone, now }: Quota,
): Promise<number> {
  if (may(reader, "pick")) return Infinity;
  const rows = await db
    .selectFrom("submissions")
    .select("at")
    .where("reader_id", "=", reader.id)
    // No day is longer, whatever its clocks do.
    .where("at", ">", new Date(now.getTime() - 26 * 3_600_000).toISOString())
    .execute();
  const today = dayIn(timeZone, now);
  const brought = rows.filter(({ at }) => dayIn(timeZone, new Date(at)) === today).length;
  return Math.max(0, perDay - brought);
}

function submissions(db: Database) {
  return db
    .selectFrom("submissions")
    .leftJoin("readers", "readers.id", "submissions.reader_id")
    .select([
      "submissions.paper_id as paper",
      "submissions.reader_id as reader",
      "readers.name",
      "readers.handle",
      "submissions.sentence",
      "submissions.day",
    ]);
}
