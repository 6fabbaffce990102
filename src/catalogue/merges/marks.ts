// What readers did with a paper: votes, its submission, picks, what they keep of it, their tags, what
// they said of it, who claims to have written it and who follows what is said. Of two papers that become one, each reader keeps all that they had of either.
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
  /** The first comment of each thread; what it says is in the table alone. */
  threads?: number[];
  claims?: Of<"claims">[];
  followers?: Of<"followed_papers">[];
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
    threads: (
      await db
        .selectFrom("comments")
        .select("id")
        .where("paper_id", "=", paper)
        .where("parent_id", "is", null)
        .orderBy("id")
        .execute()
    ).map(({ id }) => id),
    claims: (await db.selectFrom("claims").selectAll().where("paper_id", "=", paper).execute()).map(
      ({ paper_id: _, ...claim }) => claim,
    ),
    followers: await db
      .selectFrom("followed_papers")
      .select(["reader_id", "at"])
      .where("paper_id", "=", paper)
      .execute(),
  };
}

/**
 * What both papers have alike is had once: of votes, the submission and picks the one of `to`, and of
 * claims by one reader that one, unless only the other is proved. Threads come along whole.
 */
export async function moveMarks(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await joinLibraries(db, { from, to });
  await dropUnproved(db, { from, to });
  await db.updateTable("comments").set({ paper_id: to }).where("paper_id", "=", from).execute();
  for (const table of moved) {
    await sql`
      update or ignore ${sql.table(table)} set paper_id = ${to} where paper_id = ${from}
    `.execute(db);
    await db.deleteFrom(table).where("paper_id", "=", from).execute();
  }
}

const moved = [
  "votes",
  "submissions",
  "picks",
  "library",
  "tags",
  "claims",
  "followed_papers",
] as const;

/** Claims on `to` that are not proved, of readers whose claim on `from` is. */
async function dropUnproved(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await db
    .deleteFrom("claims")
    .where("paper_id", "=", to)
    .where("state", "<>", "proved")
    .where("reader_id", "in", (select) =>
      select
        .selectFrom("claims as others")
        .select("others.reader_id")
        .where("others.paper_id", "=", from)
        .where("others.state", "=", "proved"),
    )
    .execute();
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
