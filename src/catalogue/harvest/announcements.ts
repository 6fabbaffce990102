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

/** Adds what is new among these; the moments at which something was first seen and here stay. */
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
        here_at: paper === undefined ? null : now.toISOString(),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["day", "identifier", "source"])
        .doUpdateSet((row) => ({
          paper_id: row.ref("excluded.paper_id"),
          here_at: row.ref("excluded.here_at"),
        }))
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
  const rows = await selectMissing(db, today)
    .select(["identifier", "day", "kind", "hidden_by"])
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

export async function isAnythingMissing(db: Database, today: Day): Promise<boolean> {
  const row = await selectMissing(db, today).select("identifier").limit(1).executeTakeFirst();
  return row !== undefined;
}

function selectMissing(db: Database, today: Day) {
  return db
    .selectFrom("announcements")
    .where("paper_id", "is", null)
    .where("day", ">=", addDays(today, -14))
    .where("kind", "in", ["new", "cross"]);
}

/** Now that they are here, the announcements of these papers lead to them. */
export async function linkAnnouncements(
  db: Database,
  papers: readonly { identifier: Identifier; id: number }[],
  now: Date,
): Promise<void> {
  for (const { identifier, id } of papers) {
    await db
      .updateTable("announcements")
      .set({ paper_id: id, here_at: now.toISOString() })
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

/** Those of the identifiers that the feed announced and a rule keeps out of the edition. */
export async function findHidden(
  db: Database,
  identifiers: readonly Identifier[],
): Promise<Set<string>> {
  if (identifiers.length === 0) return new Set();
  const rows = await db
    .selectFrom("announcements")
    .select("identifier")
    .where("identifier", "in", [...identifiers])
    .where("hidden_by", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.identifier));
}

/** Those of the identifiers that this source announced as new under an earlier date. */
export async function findAnnouncedBefore(
  db: Database,
  { day, source, identifiers }: { day: Day; source: string; identifiers: readonly Identifier[] },
): Promise<Set<string>> {
  const found = new Set<string>();
  // SQL has no room for many thousand parameters.
  for (let start = 0; start < identifiers.length; start += 1000) {
    const rows = await db
      .selectFrom("announcements")
      .select("identifier")
      .where("identifier", "in", identifiers.slice(start, start + 1000))
      .where("source", "=", source)
      .where("kind", "=", "new")
      .where("day", "<", day)
      .execute();
    for (const row of rows) found.add(row.identifier);
  }
  return found;
}
