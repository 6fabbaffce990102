// What hangs on a paper: its names, votes, appearances, announcements, and the digests that it was
// in. A merge moves all of it; a copy of it is what a merge is undone from.
import type { Database } from "../../store/tables.ts";
import type { Row } from "../fields.ts";

/** One paper with all that hangs on it. */
export interface Whole {
  row: Row;
  names: string[];
  votes: { visitor: string; at: string }[];
  appearances: { day: string; kind: "announced" | "featured" }[];
  announcements: { day: string; identifier: string; source: string }[];
  digests: { subscription_id: number; digest_id: number }[];
}

export async function readWhole(db: Database, row: Row): Promise<Whole> {
  const names = await db
    .selectFrom("identifiers")
    .select("identifier")
    .where("paper_id", "=", row.id)
    .orderBy("identifier")
    .execute();
  return {
    row,
    names: names.map((each) => each.identifier),
    votes: await db
      .selectFrom("votes")
      .select(["visitor", "at"])
      .where("paper_id", "=", row.id)
      .execute(),
    appearances: await db
      .selectFrom("appearances")
      .select(["day", "kind"])
      .where("paper_id", "=", row.id)
      .execute(),
    announcements: await db
      .selectFrom("announcements")
      .select(["day", "identifier", "source"])
      .where("paper_id", "=", row.id)
      .execute(),
    digests: await db
      .selectFrom("digest_papers")
      .select(["subscription_id", "digest_id"])
      .where("paper_id", "=", row.id)
      .execute(),
  };
}

/** Moves all that hangs on one paper to another; what both have is had once. */
export async function moveAll(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<void> {
  for (const table of ["identifiers", "announcements"] as const) {
    await db.updateTable(table).set({ paper_id: to }).where("paper_id", "=", from).execute();
  }
  await db
    .insertInto("votes")
    .columns(["paper_id", "visitor", "at"])
    .expression((select) =>
      select
        .selectFrom("votes")
        .select((each) => [each.val(to).as("paper_id"), "visitor", "at"])
        .where("paper_id", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("appearances")
    .columns(["paper_id", "day", "kind"])
    .expression((select) =>
      select
        .selectFrom("appearances")
        .select((each) => [each.val(to).as("paper_id"), "day", "kind"])
        .where("paper_id", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto("digest_papers")
    .columns(["paper_id", "subscription_id", "digest_id"])
    .expression((select) =>
      select
        .selectFrom("digest_papers")
        .select((each) => [each.val(to).as("paper_id"), "subscription_id", "digest_id"])
        .where("paper_id", "=", from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const table of ["votes", "appearances", "digest_papers"] as const) {
    await db.deleteFrom(table).where("paper_id", "=", from).execute();
  }
}
