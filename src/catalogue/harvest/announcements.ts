// What sources said was announced on which listing date. The edition is made of appearances; these
// rows are what its receipt is held against.
import type { Identifier } from "../../papers/identifier.ts";
import { addDays, type Day } from "../../papers/period.ts";
import type { AnnouncementKind } from "../../sources/arxiv/feed-entries.ts";
import type { Database } from "../../store/tables.ts";

/** Why an announced paper does not stand in the edition. */
type HidingRule = "older-cross-list";

export interface AnnouncementRow {
  day: Day;
  identifier: Identifier;
  source: string;
  kind: AnnouncementKind;
  /** The paper's number; empty while only its name is known. */
  paper: number | undefined;
  hiddenBy: HidingRule | undefined;
}

/** Adds what is new among these; the moment at which something was first seen stays. */
export async function recordAnnouncements(
  db: Database,
  rows: readonly AnnouncementRow[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("announcements")
    .values(
      rows.map(({ day, identifier, source, kind, paper, hiddenBy }) => ({
        day,
        identifier,
        source,
        kind,
        paper_id: paper ?? null,
        hidden_by: hiddenBy ?? null,
        seen_at: now.toISOString(),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["day", "identifier", "source"])
        .doUpdateSet((row) => ({ paper_id: row.ref("excluded.paper_id") }))
        .where("announcements.paper_id", "is", null)
        .where((row) => row("excluded.paper_id", "is not", null)),
    )
    .execute();
}

/** An announcement whose paper is not here yet. */
export interface MissingPaper {
  identifier: Identifier;
  day: Day;
  hiddenBy: HidingRule | undefined;
  kind: AnnouncementKind;
}

/** What was announced in the last two weeks and is not here, newest first. */
export async function listMissing(db: Database, today: Day): Promise<MissingPaper[]> {
  const rows = await db
    .selectFrom("announcements")
    .select(["identifier", "day", "kind", "hidden_by"])
    .where("paper_id", "is", null)
    .where("day", ">=", addDays(today, -14))
    .where("kind", "in", ["new", "cross"])
    .orderBy("day", "desc")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    identifier: row.identifier as Identifier,
    day: row.day,
    kind: row.kind,
    hiddenBy: (row.hidden_by ?? undefined) as HidingRule | undefined,
  }));
}

/** Now that they are here, the announcements of these papers lead to them. */
export async function linkAnnouncements(
  db: Database,
  papers: readonly { identifier: Identifier; id: number }[],
): Promise<void> {
  for (const { identifier, id } of papers) {
    await db
      .updateTable("announcements")
      .set({ paper_id: id })
      .where("identifier", "=", identifier)
      .where("paper_id", "is", null)
      .execute();
  }
}

/** The listing dates on which these papers were announced, by number, the earliest of each. */
export async function findAnnouncedDays(
  db: Database,
  papers: readonly number[],
): Promise<Map<number, Day>> {
  if (papers.length === 0) return new Map();
  const rows = await db
    .selectFrom("appearances")
    .select((select) => ["paper_id", select.fn.min("day").as("day")])
    .where("paper_id", "in", [...papers])
    .where("kind", "=", "announced")
    .groupBy("paper_id")
    .execute();
  return new Map(rows.map((row) => [row.paper_id, row.day]));
}
