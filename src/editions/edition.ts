// One dated front page: which papers, in which order, each with its reasons.
import { findNewestDay, findNextDay } from "../catalogue/appearances.ts";
import {
  addDays,
  dayPeriod,
  monthPeriod,
  weekPeriod,
  type Day,
  type Period,
} from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { rankPeriod, readEntries, type Entry, type Standing } from "./standings.ts";

export interface Edition {
  period: Period;
  section: string | undefined;
  /** This page's papers, best first. */
  entries: Entry[];
  total: number;
  page: number;
  pages: number;
  /** The neighbours that have papers. */
  previous: Period | undefined;
  next: Period | undefined;
  /** The whole edition by primary category, most papers first. */
  sections: { category: string; papers: number }[];
  /** It shows the sample of a fresh instance. */
  sample: boolean;
}

export interface EditionQuery {
  period: Period;
  /** Only this category, cross-lists included. */
  section?: string | undefined;
  /** From 1. */
  page?: number;
  perPage?: number;
  now: Date;
}

export async function getEdition(
  db: Database,
  { period, section, page = 1, perPage = 50, now }: EditionQuery,
): Promise<Edition> {
  const standings = await rankPeriod(db, { period, section, now });
  const start = (page - 1) * perPage;
  const entries = await readEntries(db, standings.slice(start, start + perPage), start);
  return {
    period,
    section,
    entries,
    total: standings.length,
    page,
    pages: Math.max(1, Math.ceil(standings.length / perPage)),
    ...(await neighbours(db, period, section)),
    sections: countSections(standings),
    sample: entries[0]?.paper.sample ?? false,
  };
}

/** The newest day that has papers; an instance without any has none. */
export async function findNewestEdition(
  db: Database,
  options: { until?: Day; section?: string | undefined } = {},
): Promise<Day | undefined> {
  return await findNewestDay(db, { until: options.until, category: options.section });
}

async function neighbours(
  db: Database,
  period: Period,
  category: string | undefined,
): Promise<Pick<Edition, "previous" | "next">> {
  const before = await findNewestDay(db, { until: addDays(period.first, -1), category });
  const after = await findNextDay(db, { after: period.last, category });
  return {
    previous: before === undefined ? undefined : samePeriod(period, before),
    next: after === undefined ? undefined : samePeriod(period, after),
  };
}

/** The period of the same kind that holds the day. */
function samePeriod({ kind }: Period, day: Day): Period {
  if (kind === "week") return weekPeriod(day);
  if (kind === "month") return monthPeriod(day);
  return dayPeriod(day);
}

function countSections(standings: readonly Standing[]): Edition["sections"] {
  const counts = new Map<string, number>();
  for (const { candidate } of standings) {
    const category = candidate.categories[0] ?? "other";
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .map(([category, papers]) => ({ category, papers }))
    .toSorted((a, b) => b.papers - a.papers || (a.category < b.category ? -1 : 1));
}
