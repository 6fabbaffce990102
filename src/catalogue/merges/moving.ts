// What hangs on a paper: its names, signals, appearances, announcements, the digests that it was in,
// and what readers did with it (marks.ts). A merge moves all of it; a copy of it is what a merge is
// undone from.
import type { Selectable } from "kysely";
import type { Database, Tables } from "../../store/tables.ts";
import { addAppearances } from "../appearances.ts";
import type { Row } from "../fields.ts";
import { saveCounts } from "../signals.ts";
import { moveMarks, readMarks, type Marks } from "./marks.ts";

/** One paper with all that hangs on it. */
export interface Whole extends Marks {
  row: Row;
  names: string[];
  /** Merges from before there were any have none. */
  signals?: Omit<Selectable<Tables["signals"]>, "paper_id">[];
  /** Merges from before there were sources do not say any. */
  appearances: { day: string; kind: "announced" | "featured"; source?: string | null }[];
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
    ...(await readMarks(db, row.id)),
    signals: await db
      .selectFrom("signals")
      .select(["source", "kind", "day", "value", "at"])
      .where("paper_id", "=", row.id)
      .execute(),
    appearances: await db
      .selectFrom("appearances")
      .select(["day", "kind", "source"])
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
  await moveMarks(db, { from, to });
  const counts = await db
    .selectFrom("signals")
    .select(["source", "kind", "value", "at"])
    .where("paper_id", "=", from)
    .execute();
  await saveCounts(
    db,
    counts.map((count) => ({ ...count, paper: to })),
  );
  const appearances = await db
    .selectFrom("appearances")
    .select(["day", "kind", "source"])
    .where("paper_id", "=", from)
    .execute();
  await addAppearances(
    db,
    appearances.map((appearance) => ({ ...appearance, paper_id: to })),
  );
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
  for (const table of ["signals", "appearances", "digest_papers"] as const) {
    await db.deleteFrom(table).where("paper_id", "=", from).execute();
  }
}
