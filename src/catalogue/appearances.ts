// Which papers stand on which day.
import type { Insertable } from "kysely";
import type { Appearance } from "../papers/paper.ts";
import type { Day } from "../papers/period.ts";
import { numbersIn } from "../store/values-in.ts";
import type { Database, Tables } from "../store/tables.ts";

export interface Span {
  first: Day;
  last: Day;
  /** Only papers of this category, cross-lists included. */
  category?: string | undefined;
  /** Only these papers, by their numbers. */
  papers?: readonly number[] | undefined;
}

type Among = Pick<Span, "category" | "papers">;

/** What ranking needs to know of a paper; its text is left where it is. */
export interface Candidate {
  id: number;
  identifier: string;
  categories: string[];
  withdrawn: boolean;
  /** The first day of the span on which it stands, and why. */
  day: Day;
  kind: Appearance["kind"];
  /** The last day of the span on which it stands. */
  lastDay: Day;
  /** When in the span it was first featured elsewhere, and by whom. */
  featured: Featured | undefined;
}

interface Featured {
  day: Day;
  source: string;
}

/** The papers that stand in the span, each once. */
export async function listCandidates(db: Database, span: Span): Promise<Candidate[]> {
  const rows = await appearing(db, span)
    .select([
      "papers.id",
      "papers.identifier",
      "papers.categories",
      "papers.withdrawn",
      "appearances.day",
      "appearances.kind",
      "appearances.source",
    ])
    .orderBy("appearances.day")
    .orderBy("appearances.kind")
    .execute();
  const candidates = new Map<number, Candidate>();
  for (const { source, ...row } of rows) {
    const known = candidates.get(row.id);
    const featured = source === null ? undefined : { day: row.day, source };
    if (known) {
      known.featured ??= featured;
      known.lastDay = row.day;
    } else {
      candidates.set(row.id, {
        ...row,
        categories: JSON.parse(row.categories) as string[],
        withdrawn: row.withdrawn === 1,
        lastDay: row.day,
        featured,
      });
    }
  }
  return [...candidates.values()];
}

/** The numbers of the papers that stand in the span, each once. */
export async function listAppearing(db: Database, span: Span): Promise<number[]> {
  const rows = await appearing(db, span).select("papers.id").distinct().execute();
  return rows.map((row) => row.id);
}

/** The newest day of the span on which each paper stands, newest day first. */
export async function listNewestDays(
  db: Database,
  span: Span,
): Promise<{ paper: number; day: Day }[]> {
  return await appearing(db, span)
    .select((select) => ["papers.id as paper", select.fn.max("appearances.day").as("day")])
    .groupBy("papers.id")
    .orderBy("day", "desc")
    .execute();
}

/** How many papers stand on each day of the span; days without papers are left out. */
export async function countByDay(db: Database, span: Span): Promise<Map<Day, number>> {
  const rows = await appearing(db, span)
    .select((select) => [
      "appearances.day",
      select.fn.count<number>("papers.id").distinct().as("papers"),
    ])
    .groupBy("appearances.day")
    .execute();
  return new Map(rows.map((row) => [row.day, row.papers]));
}

/** How many days of the span have papers, and how many papers stand there, each counted once. */
export async function countSpan(
  db: Database,
  span: Span,
): Promise<{ days: number; papers: number }> {
  return await appearing(db, span)
    .select((select) => [
      select.fn.count<number>("appearances.day").distinct().as("days"),
      select.fn.count<number>("papers.id").distinct().as("papers"),
    ])
    .executeTakeFirstOrThrow();
}

/** The newest day with papers, not after `until`. */
export async function findNewestDay(
  db: Database,
  { until, ...among }: { until?: Day | undefined } & Among = {},
): Promise<Day | undefined> {
  const last = until ?? "9999-12-31";
  const row = await appearing(db, { first: "0000-01-01", last, ...among })
    .select("appearances.day")
    .orderBy("appearances.day", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.day;
}

/** The first day with papers after `day`. */
export async function findNextDay(
  db: Database,
  { after, ...among }: { after: Day } & Among,
): Promise<Day | undefined> {
  const row = await appearing(db, { first: after, last: "9999-12-31", ...among })
    .select("appearances.day")
    .where("appearances.day", ">", after)
    .orderBy("appearances.day")
    .limit(1)
    .executeTakeFirst();
  return row?.day;
}

export interface CategoryCount {
  category: string;
  papers: number;
}

/** The categories of the catalogue with their papers, cross-lists included, most papers first. */
export async function countCategories(db: Database): Promise<CategoryCount[]> {
  return await db
    .selectFrom("paper_categories")
    .select((select) => ["category", select.fn.countAll<number>().as("papers")])
    .groupBy("category")
    .orderBy("papers", "desc")
    .orderBy("category")
    .execute();
}

/**
 * An appearance that is here learns who featured the paper, where that was not known.
 * @returns the places, in the list, of those that were not there yet, or learnt that.
 */
export async function addAppearances(
  db: Database,
  appearances: Insertable<Tables["appearances"]>[],
): Promise<number[]> {
  if (appearances.length === 0) return [];
  const added = await db
    .insertInto("appearances")
    .values(appearances)
    .onConflict((conflict) =>
      conflict
        .columns(["day", "paper_id", "kind"])
        .doUpdateSet((row) => ({ source: row.ref("excluded.source") }))
        .where("appearances.source", "is", null)
        .where((row) => row("excluded.source", "is not", null)),
    )
    .returning(["day", "paper_id", "kind"])
    .execute();
  if (added.length === 0) return [];
  const keys = new Set(added.map(appearanceKey));
  return appearances.flatMap((each, index) => (keys.has(appearanceKey(each)) ? index : []));
}

function appearanceKey(each: Insertable<Tables["appearances"]>): string {
  return `${each.day} ${each.paper_id} ${each.kind}`;
}

function appearing(db: Database, { first, last, category, papers }: Span) {
  let query = db
    .selectFrom("appearances")
    .innerJoin("papers", "papers.id", "appearances.paper_id")
    .where("appearances.day", ">=", first)
    .where("appearances.day", "<=", last);
  if (papers !== undefined) query = query.where("appearances.paper_id", "in", numbersIn(papers));
  if (category === undefined) return query;
  return query.where((where) =>
    where.exists(
      where
        .selectFrom("paper_categories")
        .select("paper_id")
        .whereRef("paper_categories.paper_id", "=", "papers.id")
        .where("category", "=", category),
    ),
  );
}

/**
 * This instance features the paper on that day no more; where another site featured it then, it goes on
 * standing there.
 */
export async function removeFeatured(
  db: Database,
  { paper, day }: { paper: number; day: Day },
): Promise<void> {
  await db
    .deleteFrom("appearances")
    .where("day", "=", day)
    .where("paper_id", "=", paper)
    .where("kind", "=", "featured")
    .where("source", "is", null)
    .execute();
}
