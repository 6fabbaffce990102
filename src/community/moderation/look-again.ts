// A moderator has looked at a comment, and then its author writes something else in its place.
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import { findSourceAt } from "../discussion/versions.ts";
import { wordDifference } from "../discussion/word-difference.ts";
import { readWritten } from "./written.ts";

/** So many words mend a slip. */
const fewWords = 3;

/**
 * What was once reported is open again, still shown; what was let through waits again. Changes of a few
 * words need no second look, however often: what a moderator saw is what counts. Within the transaction
 * of the edit, after the version before it is kept.
 * @returns why it waits, in words for its author
 */
export async function lookAgain(
  db: Database,
  { comment, source }: { comment: number; source: string },
): Promise<string | undefined> {
  const {
    act_id: act,
    standing,
    role,
  } = await db
    .selectFrom("comments")
    .innerJoin("readers", "readers.id", "comments.reader_id")
    .select(["comments.act_id", "comments.standing", "readers.role"])
    .where("comments.id", "=", comment)
    .executeTakeFirstOrThrow();
  if (standing !== "shown") return undefined;
  const reports = await db
    .selectFrom("reports")
    .select(["id", "act_id"])
    .where("comment_id", "=", comment)
    .where("act_id", "is not", null)
    .execute();
  const acts = [...reports.map((report) => report.act_id!), ...(act === null ? [] : [act])];
  if (acts.length === 0) return undefined;
  const { seen } = await db
    .selectFrom("moderation_acts")
    .select((select) => select.fn.max("at").as("seen"))
    .where("id", "in", numbersIn(acts))
    .executeTakeFirstOrThrow();
  const before = await findSourceAt(db, { comment, moment: seen });
  if (!saysOtherwise(before, source)) return undefined;
  await db
    .updateTable("reports")
    .set({ act_id: null })
    .where("id", "in", numbersIn(reports.map(({ id }) => id)))
    .execute();
  const isModerators = role === "moderator" || role === "owner";
  return act === null || isModerators
    ? undefined
    : "A moderator let it through as it was, and looks again now that it says something else.";
}

function saysOtherwise(before: string, after: string): boolean {
  const parts = wordDifference(before, after);
  const words = (change: "gone" | "new") =>
    parts.filter((part) => part.change === change).flatMap(({ text }) => text.match(/\S+/g) ?? [])
      .length;
  if (Math.max(words("gone"), words("new")) > fewWords) return true;
  const known = readWritten(before).hosts;
  return readWritten(after).hosts.some((host) => !known.includes(host));
}
