// One dated front page: which papers, in which order, each with its reasons.
import {
  addDays,
  dayPeriod,
  monthPeriod,
  weekPeriod,
  type Day,
  type Period,
} from "../papers/period.ts";
import type { Muted } from "../search/muting.ts";
import type { Database } from "../store/tables.ts";
import type { Closed } from "./closed-editions.ts";
import { handfulDiffers, mostIn, pickHandful } from "./handful.ts";
import { findNewestDayOf, findNextDayOf } from "./section-days.ts";
import type { Section } from "./sections.ts";
import { rankEdition, readEntries } from "./standings.ts";
import type { Entry, RankQuery, Standing } from "./standings.ts";

export interface Edition {
  period: Period;
  section: Section | undefined;
  /** All of it, best first, but for what the reader mutes. */
  standings: readonly Standing[];
  /** This page's papers, or those that fit into the minutes, best first. */
  entries: Entry[];
  total: number;
  /** How many are left out because the reader never wants to see them. */
  mutedCount: number;
  page: number;
  pages: number;
  /** It is cut to what can be read in so many. */
  minutes: number | undefined;
  /** The neighbours that have papers. */
  previous: Period | undefined;
  next: Period | undefined;
  /** The whole edition by primary category, most papers first. */
  sections: { category: string; papers: number }[];
  /** It shows the sample of a fresh instance. */
  sample: boolean;
  /** Of a day whose order does not change any more. */
  closed: Closed | undefined;
}

export interface EditionQuery extends RankQuery {
  /** From 1. */
  page?: number;
  perPage?: number;
  /** Only as many papers as can be read in so many minutes; there are no pages then. */
  minutes?: number | undefined;
  /** What the reader mutes. */
  muted?: Muted | undefined;
}

export async function getEdition(
  db: Database,
  { period, section, judge, page = 1, perPage = 50, minutes, muted }: EditionQuery,
): Promise<Edition> {
  const differing = minutes === undefined ? undefined : handfulDiffers;
  const query = { period, section, judge, differing };
  const { standings: ranked, closed } = await rankEdition(db, query);
  const standings = await leaveOut(ranked, muted);
  const start = (page - 1) * perPage;
  const entries =
    minutes === undefined
      ? await readEntries(db, standings.slice(start, start + perPage), start)
      : pickHandful(await readEntries(db, standings.slice(0, mostIn(minutes))), minutes);
  return {
    period,
    section,
    standings,
    entries,
    total: standings.length,
    mutedCount: ranked.length - standings.length,
    page,
    pages: minutes === undefined ? Math.max(1, Math.ceil(standings.length / perPage)) : 1,
    minutes,
    ...(await neighbours(db, period, section)),
    sections: countSections(standings),
    sample: entries[0]?.paper.sample ?? false,
    closed,
  };
}

/** The standings without those of muted papers. */
export async function leaveOut(
  standings: readonly Standing[],
  muted: Muted | undefined,
): Promise<readonly Standing[]> {
  const left = await muted?.(standings.map(({ candidate }) => candidate.id));
  return left ? standings.filter(({ candidate }) => !left.has(candidate.id)) : standings;
}

/** The newest day that has papers; an instance without any has none. */
export async function findNewestEdition(
  db: Database,
  options: { until?: Day; section?: Section | undefined } = {},
): Promise<Day | undefined> {
  return await findNewestDayOf(db, options);
}

async function neighbours(
  db: Database,
  period: Period,
  section: Section | undefined,
): Promise<Pick<Edition, "previous" | "next">> {
  if (period.kind === "since") return { previous: undefined, next: undefined };
  const before = await findNewestDayOf(db, { until: addDays(period.first, -1), section });
  const after = await findNextDayOf(db, { after: period.last, section });
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

/** What a section has of an edition. */
export interface Part {
  section: Section;
  papers: number;
}

/** How many papers of an edition each section has. */
export async function countParts(
  sections: readonly Section[],
  standings: readonly Standing[],
): Promise<Part[]> {
  const papers = standings.map((each) => each.candidate.id);
  return await Promise.all(
    sections.map(async (section) => ({
      section,
      papers: await section.papers.countAmong(papers),
    })),
  );
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
