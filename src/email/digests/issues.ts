// Which editions are mailed: a day to those who want it daily, a week to the others; each read and
// ranked once for all of them.
import { findNewestEdition, countParts } from "../../editions/edition.ts";
import { getReceipt } from "../../editions/receipt.ts";
import { findSection, openSections } from "../../editions/sections.ts";
import { rankPeriod, readEntries, type Standing } from "../../editions/standings.ts";
import {
  finishedWeek,
  lastListingDayOf,
  nextListingDay,
  type Deferrals,
} from "../../papers/announcement-calendar.ts";
import { addDays, dayPeriod, type CalendarPeriod, type Day } from "../../papers/period.ts";
import type { Judges } from "../../ranking/judgements.ts";
import { openQuery } from "../../search/matching.ts";
import type { Finder } from "../../search/retrieval/clause.ts";
import type { SavedSection } from "../../search/sections.ts";
import type { Database } from "../../store/tables.ts";
import { makeCards, type Card } from "./card.ts";
import type { DigestContents } from "./contents.ts";
import type { Follow, Frequency } from "../subscriptions/wish.ts";

/** An edition that goes to somebody. */
export interface Planned {
  period: CalendarPeriod;
  /** The last day of it on which anything was announced. */
  lastDay: Day;
  frequencies: readonly Frequency[];
}

/** What an edition is read with. */
export interface Reading {
  judge: Judges;
  /** The search, to find what is followed. */
  finder: Finder;
  saved: readonly SavedSection[];
  today: Day;
  deferrals: Deferrals;
}

/** An edition on its way to its subscribers. */
export interface Issue extends Planned {
  standings: Standing[];
  /** What every digest of it says. */
  frame: Pick<DigestContents, "edition" | "total" | "receipt" | "sample" | "parts" | "next">;
  reading: Reading;
  /** By paper; written when first needed. */
  cards: Map<number, Card>;
  /** Which of its papers match what is followed, and its name; by the follow as text. */
  followed: Map<string, Promise<Followed>>;
  /** How a paper stands in this edition, to be ordered anew. */
  byPaper: Map<number, Standing>;
}

/** What is the same whoever follows it. */
type Shared = Exclude<Follow, { following: true }>;

export interface Followed {
  name: string;
  papers: ReadonlySet<number>;
}

/** Without `day`, an older edition than this many days is not news. */
export const newsForDays = 4;

/**
 * The day, and the newest week in which nothing more is announced. `newest` is the last day that can
 * have an edition now, somewhere; `awaited` is an edition whose announcement is still to come: one
 * that is older is taken meanwhile.
 */
export async function planIssues(
  db: Database,
  {
    day,
    today,
    newest = today,
    awaited,
    deferrals,
  }: {
    day?: Day | undefined;
    today: Day;
    newest?: Day | undefined;
    awaited?: Day | undefined;
    deferrals: Deferrals;
  },
): Promise<Planned[]> {
  const until = awaited !== undefined && awaited <= newest ? addDays(awaited, -1) : newest;
  const chosen = day ?? (await findNewestEdition(db, { until }));
  if (chosen === undefined || (!day && chosen < addDays(today, -newsForDays))) return [];
  const week = finishedWeek(chosen, deferrals);
  return [
    { period: dayPeriod(chosen), lastDay: chosen, frequencies: ["daily", "alert"] },
    { period: week, lastDay: lastListingDayOf(week, deferrals), frequencies: ["weekly"] },
  ];
}

/** `undefined` where there are no papers. */
export async function readIssue(
  db: Database,
  { period, lastDay, frequencies }: Planned,
  reading: Reading,
): Promise<Issue | undefined> {
  const { judge, finder, saved, today, deferrals } = reading;
  const standings = await rankPeriod(db, { period, judge });
  const [lead] = await readEntries(db, standings.slice(0, 1));
  if (!lead) return undefined;
  const { known, announced, here, hidden } = await getReceipt(db, { period });
  const sections = saved.length > 0 ? await openSections(db, { saved, finder, today }) : [];
  const parts = await countParts(sections, standings);
  return {
    period,
    lastDay,
    frequencies,
    standings,
    frame: {
      edition: period.key,
      total: standings.length,
      ...(known && { receipt: { announced, here, hidden } }),
      sample: lead.paper.sample,
      parts: parts
        .filter(({ papers }) => papers > 0)
        .map(({ section: { name, address }, papers }) => ({ name, address, papers })),
      next: nextListingDay(lastDay, deferrals),
    },
    reading,
    cards: new Map(),
    followed: new Map(),
    byPaper: new Map(standings.map((standing) => [standing.candidate.id, standing])),
  };
}

/** Sees to it that the issue has a card of each of these papers. */
export async function readCards(
  db: Database,
  { byPaper, cards }: Issue,
  papers: Iterable<number>,
): Promise<void> {
  const missing = [...new Set(papers)].filter((paper) => !cards.has(paper));
  if (missing.length === 0) return;
  const standings = missing.flatMap((paper) => byPaper.get(paper) ?? []);
  // A paper may have gone since the edition was ranked.
  for (const card of await makeCards(db, standings)) cards.set(card.paper, card);
}

/** Which papers of the issue match; asked once, however many follow the same. */
export function findFollowed(db: Database, issue: Issue, follow: Shared): Promise<Followed> {
  const key = JSON.stringify(follow);
  let found = issue.followed.get(key);
  if (!found) {
    found = lookUp(db, issue, follow);
    issue.followed.set(key, found);
  }
  return found;
}

async function lookUp(db: Database, issue: Issue, follow: Shared): Promise<Followed> {
  const { finder, saved, today } = issue.reading;
  const papers = issue.standings.map(({ candidate }) => candidate.id);
  if ("query" in follow) {
    const matching = await openQuery(db, finder, { query: follow.query, today });
    return { name: follow.query, papers: new Set(await matching.papers.among(papers)) };
  }
  const section = await findSection(db, follow.section, { saved, finder, today });
  // The owner may have taken the section away.
  if (!section) return { name: follow.section, papers: new Set() };
  return { name: section.short, papers: new Set(await section.papers.among(papers)) };
}
