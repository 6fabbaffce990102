// What readers did with a paper: votes, its submission, picks, what they keep of it and their tags.
// Of two papers that become one, each reader keeps all that they had of either.
import { sql, type Selectable } from "kysely";
import type { Database, Tables } from "../../store/tables.ts";

type Of<Table extends keyof Tables> = Omit<Selectable<Tables[Table]>, "paper_id">;

export interface Marks {
  /**
   * Merges from before there were readers name the visitor alone. The network is forgotten after a
   * month, so it is not kept here.
   */
  votes: { reader_id?: number | null; visitor: string | null; at: string }[];
  /** Merges from before there were readers have none of these. */
  submissions?: Of<"submissions">[];
  picks?: Of<"picks">[];
  library?: Of<"library">[];
  tags?: Of<"tags">[];
}

export type Kept = Pick<Of<"library">, "saved_at" | "read_at" | "note">;

export async function readMarks(db: Database, paper: number): Promise<Marks> {
  return {
    votes: await db
      .selectFrom("votes")
      .select(["reader_id", "visitor", "at"])
      .where("paper_id", "=", paper)
      .execute(),
    submissions: await db
      .selectFrom("submissions")
      .select(["reader_id", "day", "sentence", "at"])
      .where("paper_id", "=", paper)
      .execute(),
    picks: await db
      .selectFrom("picks")
      .select(["day", "place", "reader_id", "sentence", "appearance", "at"])
      .where("paper_id", "=", paper)
      .execute(),
    library: await db
      .selectFrom("library")
      .select(["reader_id", "saved_at", "read_at", "note"])
      .where("paper_id", "=", paper)
      .execute(),
    tags: await db
      .selectFrom("tags")
      .select(["reader_id", "tag"])
      .where("paper_id", "=", paper)
      .execute(),
  };
}

/** What both papers have alike is had once: of votes, the submission and picks the one of `to`. */
export async function moveMarks(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await joinLibraries(db, { from, to });
  for (const table of ["votes", "submissions", "picks", "library", "tags"] as const) {
    await sql`
      update or ignore ${sql.table(table)} set paper_id = ${to} where paper_id = ${from}
    `.execute(db);
    await db.deleteFrom(table).where("paper_id", "=", from).execute();
  }
}

/** Of readers who have both. */
async function joinLibraries(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const both = await db
    .selectFrom("library as kept")
    .innerJoin("library as gone", "gone.reader_id", "kept.reader_id")
    .selectAll("kept")
    .select(["gone.saved_at as gone_saved_at", "gone.read_at as gone_read_at"])
    .select("gone.note as gone_note")
    .where("kept.paper_id", "=", to)
    .where("gone.paper_id", "=", from)
    .execute();
  for (const { reader_id, gone_saved_at, gone_read_at, gone_note, ...kept } of both) {
    const gone = { saved_at: gone_saved_at, read_at: gone_read_at, note: gone_note };
    await db
      .updateTable("library")
      .set(joined(kept, gone))
      .where("reader_id", "=", reader_id)
      .where("paper_id", "=", to)
      .execute();
  }
}

/** What a reader keeps of one paper that was two: since the earlier of both times, with both notes. */
export function joined(kept: Kept, gone: Kept): Kept {
  return {
    saved_at: earlier(kept.saved_at, gone.saved_at),
    read_at: earlier(kept.read_at, gone.read_at),
    note: [...new Set([kept.note, gone.note])].filter((note) => note !== "").join("\n\n"),
  };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
