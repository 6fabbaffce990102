// What was announced on each day, and what became of it: here, merged, hidden or missing. Every
// announced identifier ends in exactly one of the four.
import { addDays, type Day } from "../papers/period.ts";
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import type { Identifier } from "../papers/identifier.ts";
import type { Database } from "../store/tables.ts";

export interface DayBook {
  day: Day;
  /** How many identifiers were announced as new or cross-listed. */
  announced: number;
  /** The papers in the edition that were announced, each with the moment since when it is here. */
  here: Map<number, string>;
  /** How many identifiers led to a paper to which another one of the day led as well. */
  merged: number;
  hidden: { identifier: Identifier; rule: string }[];
  missing: Identifier[];
  /** The papers here that came after the day had ended on Eastern clocks. */
  late: number[];
  /** How many identifiers were announced as replaced, and not as new. */
  replacements: number;
  /** In the edition without having been announced by any source. */
  featured: number;
  imported: number;
  /** What each source announced as new or cross-listed. */
  bySource: Map<string, number>;
}

/** The books of the days on which something was announced or stands, the first day first. */
export async function listDayBooks(
  db: Database,
  { first, last }: { first: Day; last: Day },
): Promise<DayBook[]> {
  const rows = await db
    .selectFrom("announcements")
    .select(["day", "identifier", "source", "kind", "paper_id", "hidden_by", "here_at"])
    .where("day", ">=", first)
    .where("day", "<=", last)
    .execute();
  const appearances = await db
    .selectFrom("appearances")
    .select(["day", "paper_id", "kind"])
    .where("day", ">=", first)
    .where("day", "<=", last)
    .execute();
  const announced = Map.groupBy(rows, (row) => row.day);
  const standing = Map.groupBy(appearances, (row) => row.day);
  return [...new Set([...announced.keys(), ...standing.keys()])]
    .toSorted()
    .map((day) => bookOf(day, announced.get(day) ?? [], standing.get(day) ?? []));
}

interface Row {
  identifier: string;
  source: string;
  kind: "new" | "cross" | "replace" | "replace-cross";
  paper_id: number | null;
  hidden_by: string | null;
  here_at: string | null;
}

function bookOf(
  day: Day,
  rows: readonly Row[],
  appearances: readonly { paper_id: number; kind: "announced" | "featured" }[],
): DayBook {
  const standing = new Set(appearances.map((each) => each.paper_id));
  const news = rows.filter((row) => row.kind === "new" || row.kind === "cross");
  const byName = Map.groupBy(news, (row) => row.identifier as Identifier);
  const here = new Map<number, string>();
  const hidden: DayBook["hidden"] = [];
  const missing: Identifier[] = [];
  let merged = 0;
  for (const [identifier, said] of byName) {
    // Where sources differ, the one that shows it holds: it does stand in the edition.
    const shown = said.filter((row) => row.hidden_by === null);
    const found = shown.filter((row) => row.paper_id !== null && standing.has(row.paper_id));
    const paper = found[0];
    if (shown.length === 0) hidden.push({ identifier, rule: said[0]!.hidden_by! });
    else if (!paper) missing.push(identifier);
    else {
      const since = found.map((row) => row.here_at!).toSorted()[0]!;
      const before = here.get(paper.paper_id!);
      if (before !== undefined) merged++;
      here.set(paper.paper_id!, before !== undefined && before < since ? before : since);
    }
  }
  const dayEnd = feedMomentOf(addDays(day, 1)).toISOString();
  const unannounced = new Map(
    // Of two appearances of one paper the announced one is told, so it comes last.
    appearances
      .filter((each) => !here.has(each.paper_id))
      .toSorted((a, b) => (a.kind < b.kind ? 1 : -1))
      .map((each) => [each.paper_id, each.kind]),
  );
  const kinds = [...unannounced.values()];
  return {
    day,
    announced: byName.size,
    here,
    merged,
    hidden,
    missing,
    late: [...here].filter(([, since]) => since >= dayEnd).map(([paper]) => paper),
    replacements: new Set(
      rows.map((row) => row.identifier).filter((each) => !byName.has(each as Identifier)),
    ).size,
    featured: kinds.filter((kind) => kind === "featured").length,
    imported: kinds.filter((kind) => kind === "announced").length,
    bySource: new Map(
      [...Map.groupBy(news, (row) => row.source)].map(([source, said]) => [source, said.length]),
    ),
  };
}
