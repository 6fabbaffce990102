// One dated front page: which papers, in which order, each with its reasons.
import {
  countByDay,
  findNewestDay,
  findNextDay,
  listCandidates,
  type Candidate,
} from "../catalogue/appearances.ts";
import { listPapers } from "../catalogue/papers.ts";
import { listVoteSignals } from "../community/votes.ts";
import type { Appearance, Paper } from "../papers/paper.ts";
import {
  addDays,
  dayPeriod,
  isWeekend,
  monthPeriod,
  weekPeriod,
  type Day,
  type Period,
} from "../papers/period.ts";
import { rank, type Reason } from "../ranking/rank.ts";
import type { Database } from "../store/tables.ts";

/** A paper in its place. */
export interface Entry {
  /** 1 is the lead. */
  place: number;
  paper: Paper;
  score: number;
  reasons: Reason[];
  /** The first day of the period on which it stands, and on which clock. */
  day: Day;
  kind: Appearance["kind"];
}

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

/** How far ranking has got with a period, before any text is read. */
export interface Standing {
  candidate: Candidate;
  score: number;
  reasons: Reason[];
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

/** Every paper of the period, best first. */
export async function rankPeriod(
  db: Database,
  { period, section, now }: Pick<EditionQuery, "period" | "section" | "now">,
): Promise<Standing[]> {
  const span = { first: period.first, last: period.last, category: section };
  const candidates = await listCandidates(db, span);
  const signals = await listVoteSignals(
    db,
    candidates.map((each) => each.id),
  );
  const byId = new Map(candidates.map((each) => [each.id, each]));
  return rank(candidates, signals, { now }).map(({ id, score, reasons }) => ({
    candidate: byId.get(id)!,
    score,
    reasons,
  }));
}

/** Reads the papers of these standings; `start` is how many stand before them. */
export async function readEntries(
  db: Database,
  standings: readonly Standing[],
  start = 0,
): Promise<Entry[]> {
  const papers = await listPapers(
    db,
    standings.map((each) => each.candidate.id),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return standings.flatMap(({ candidate, score, reasons }, index) => {
    const paper = byId.get(candidate.id);
    // Gone since it was ranked: its place stays empty until the next look.
    if (!paper) return [];
    const { day, kind } = candidate;
    return [{ place: start + index + 1, paper, score, reasons, day, kind }];
  });
}

/** The place of a paper in the edition of a day, with its reasons; it may not stand there. */
export async function findPlace(
  db: Database,
  { paper, day, now }: { paper: number; day: Day; now: Date },
): Promise<{ place: number; total: number; reasons: Reason[] } | undefined> {
  const standings = await rankPeriod(db, { period: dayPeriod(day), now });
  const index = standings.findIndex((each) => each.candidate.id === paper);
  if (index < 0) return undefined;
  return { place: index + 1, total: standings.length, reasons: standings[index]!.reasons };
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

/** The papers on each day of a month, for the drawing on an empty day. */
export async function countMonth(
  db: Database,
  { day, section }: { day: Day; section?: string | undefined },
): Promise<{ day: Day; papers: number }[]> {
  const { first, last } = monthPeriod(day);
  const counts = await countByDay(db, { first, last, category: section });
  const days: { day: Day; papers: number }[] = [];
  for (let each = first; each <= last; each = addDays(each, 1)) {
    days.push({ day: each, papers: counts.get(each) ?? 0 });
  }
  return days;
}

/** Why a day has no papers, as far as the calendar tells. */
export function whyEmpty(period: Period, today: Day): "future" | "weekend" | "unknown" {
  if (period.first > today) return "future";
  if (period.kind === "day" && isWeekend(period.key)) return "weekend";
  return "unknown";
}
