// Submissions: papers that readers submitted here, each once, with a sentence on why if they like. They
// stand in an edition as featured ones, signed.
import type { Day } from "../../papers/period.ts";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { formerReader } from "../readers.ts";

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
