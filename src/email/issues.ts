// Which editions are mailed: a day to those who want it daily, a week to the others.
import { findNewestEdition, type Part } from "../editions/edition.ts";
import { rankPeriod, readEntries, type Standing } from "../editions/standings.ts";
import { finishedWeek } from "../papers/announcement-calendar.ts";
import { addDays, dayPeriod, type Day, type Period } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import type { Database } from "../store/tables.ts";
import type { Letterhead } from "./letterhead.ts";
import type { Frequency } from "./link-tokens.ts";
import { makeCard, type Card } from "./paper-card.tsx";

/** One edition on its way to its subscribers, ranked once for all of them. */
export interface Issue {
  period: Period;
  frequency: Frequency;
  standings: Standing[];
  sample: boolean;
  parts: readonly Part[];
  /** By paper; written when first needed. */
  cards: Map<number, Card>;
}

/** How many papers of an edition each section has. */
export type CountParts = (standings: readonly Standing[]) => Promise<Part[]>;

interface ChosenBy {
  day?: Day | undefined;
  today: Day;
  /** Not whole yet, so it is not mailed unless its day is asked for. */
  awaited?: Day | undefined;
  judge: Judges;
  countParts?: CountParts | undefined;
}

/** Without `day`, an older edition than this many days is not news. */
const newsForDays = 4;

/**
 * The day, and the newest week whose Friday is not after it; those without papers are left out.
 * The sample is mailed only where its day is asked for.
 */
export async function chooseIssues(
  db: Database,
  { day, today, awaited, judge, countParts }: ChosenBy,
): Promise<Issue[]> {
  const until = awaited !== undefined && awaited <= today ? addDays(awaited, -1) : today;
  const chosen = day ?? (await findNewestEdition(db, { until }));
  if (chosen === undefined || (!day && chosen < addDays(today, -newsForDays))) return [];
  const issues = [
    await readIssue(db, { period: dayPeriod(chosen), frequency: "daily", judge, countParts }),
    await readIssue(db, { period: finishedWeek(chosen), frequency: "weekly", judge, countParts }),
  ];
  return issues.filter((issue) => issue.standings.length > 0 && (!issue.sample || day));
}

type Bearing = Pick<Issue, "period" | "frequency">;

async function readIssue(
  db: Database,
  { period, frequency, judge, countParts }: Pick<ChosenBy, "judge" | "countParts"> & Bearing,
): Promise<Issue> {
  const standings = await rankPeriod(db, { period, judge });
  const [lead] = await readEntries(db, standings.slice(0, 1));
  return {
    period,
    frequency,
    standings,
    sample: lead?.paper.sample ?? false,
    parts: (await countParts?.(standings)) ?? [],
    cards: new Map(),
  };
}

/** Sees to it that the issue has a card of each of these papers. */
export async function readCards(
  db: Database,
  { standings, cards }: Issue,
  { papers, letterhead }: { papers: ReadonlySet<number>; letterhead: Letterhead },
): Promise<void> {
  const missing = standings.filter(({ candidate: { id } }) => papers.has(id) && !cards.has(id));
  for (const standing of missing) {
    const [entry] = await readEntries(db, [standing]);
    // A paper may have gone since the edition was ranked.
    if (entry) cards.set(entry.paper.id, makeCard(letterhead, entry));
  }
}
