// Taking a submission away again: the reader's own while nobody else has voted for it, anybody's by a
// moderator. The paper goes with it if nothing else holds it here.
import { removeFeatured } from "../../catalogue/appearances.ts";
import { deleteRows } from "../../catalogue/rows.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { longDate, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { isClosed } from "../closed-days.ts";
import { findPick } from "../picks/picks.ts";

/** @throws NotFound when it is not the reader's, Invalid when it stands for good. */
export async function takeBackSubmission(
  db: Database,
  { paper, reader }: { paper: number; reader: number },
): Promise<{ isGone: boolean }> {
  return await db.transaction().execute(async (db) => {
    const submission = await getSubmission(db, paper);
    if (submission.reader_id !== reader) throw new NotFound("You have not submitted this paper.");
    if (await hasOtherVotes(db, { paper, reader })) {
      throw new Invalid("Others have voted for this paper by now, so it stays.");
    }
    return await remove(db, submission, needed);
  });
}

/** A moderator's; votes do not hold what is no paper. @throws NotFound, Invalid */
export async function removeSubmission(
  db: Database,
  { paper }: { paper: number },
): Promise<{ isGone: boolean }> {
  const holders = needed.filter((table) => table !== "votes");
  return await db
    .transaction()
    .execute(async (db) => await remove(db, await getSubmission(db, paper), holders));
}

/** What may need a paper that nobody submits. */
const needed = [
  "appearances",
  "announcements",
  "votes",
  "signals",
  "picks",
  "library",
  "tags",
  "digest_papers",
] as const;
type Holder = (typeof needed)[number];

interface Row {
  paper_id: number;
  reader_id: number | null;
  day: Day;
  at: string;
}

async function getSubmission(db: Database, paper: number): Promise<Row> {
  const row = await db
    .selectFrom("submissions")
    .selectAll()
    .where("paper_id", "=", paper)
    .executeTakeFirst();
  if (!row) throw new NotFound("Nobody has submitted this paper.");
  return row;
}

async function remove(
  db: Database,
  submission: Row,
  holders: readonly Holder[],
): Promise<{ isGone: boolean }> {
  const { paper_id: paper, reader_id: reader, day } = submission;
  if (await isClosed(db, day)) {
    throw new Invalid(
      `The edition of ${longDate(day)} is closed, so what it holds does not change.`,
    );
  }
  await db.deleteFrom("submissions").where("paper_id", "=", paper).execute();
  if (reader !== null) {
    await db
      .deleteFrom("votes")
      .where("paper_id", "=", paper)
      .where("reader_id", "=", reader)
      .execute();
  }
  if (!(await findPick(db, { paper, day }))) await removeFeatured(db, { paper, day });
  const isGone = !(await isHeld(db, submission, holders));
  if (isGone) await deleteRows(db, [paper]);
  return { isGone };
}

/** Whether somebody or something here needs the paper, submitted or not. */
async function isHeld(
  db: Database,
  { paper_id: paper, at }: Row,
  holders: readonly Holder[],
): Promise<boolean> {
  for (const table of holders) {
    const row = await db
      .selectFrom(table)
      .select("paper_id")
      .where("paper_id", "=", paper)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  const merged = await db
    .selectFrom("merges")
    .select("id")
    .where("kept_id", "=", paper)
    .executeTakeFirst();
  // A source that has told of it since holds it too.
  const changed = await db
    .selectFrom("papers")
    .select("id")
    .where("id", "=", paper)
    .where("changed_at", ">", at)
    .executeTakeFirst();
  return merged !== undefined || changed !== undefined;
}

async function hasOtherVotes(
  db: Database,
  { paper, reader }: { paper: number; reader: number },
): Promise<boolean> {
  const row = await db
    .selectFrom("votes")
    .select("id")
    .where("paper_id", "=", paper)
    .where((vote) => vote.or([vote("reader_id", "is", null), vote("reader_id", "<>", reader)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
