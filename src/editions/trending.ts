// The papers of late that gather votes now: what the page and the API share.
import { addDays, dayIn, type Day, type Period } from "../papers/period.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import { trend } from "../ranking/trending.ts";
import type { Weights } from "../ranking/weights.ts";
import type { Muted } from "../search/muting.ts";
import type { Database } from "../store/tables.ts";
import { leaveOut } from "./edition.ts";
import { readEntries, readSpeaking, standingsOf, type Entry, type Standing } from "./standings.ts";

export const trendingDays = 14;

export interface Trending {
  /** The days whose papers are looked at. */
  first: Day;
  last: Day;
  /** This page's papers, best first. */
  entries: Entry[];
  total: number;
  /** How many are left out because the reader never wants to see them. */
  mutedCount: number;
  page: number;
  pages: number;
}

export interface TrendingClock {
  now: Date;
  /** The clock of this instance. */
  timeZone: string;
}

export interface TrendingQuery extends TrendingClock {
  /** From 1. */
  page?: number;
  perPage?: number;
  /** What the reader mutes. */
  muted?: Muted | undefined;
}

export async function getTrending(
  db: Database,
  { page = 1, perPage = 50, muted, ...clock }: TrendingQuery,
): Promise<Trending> {
  const { first, last, ranked } = await rankSpan(db, clock);
  const standings = await leaveOut(ranked, muted);
  const start = (page - 1) * perPage;
  return {
    first,
    last,
    entries: await readEntries(db, standings.slice(start, start + perPage), start),
    total: standings.length,
    mutedCount: ranked.length - standings.length,
    page,
    pages: Math.max(1, Math.ceil(standings.length / perPage)),
  };
}

/** All that trends, best first. */
export async function rankTrending(db: Database, asked: TrendingSpan): Promise<Standing[]> {
  return (await rankSpan(db, asked)).ranked;
}

async function rankSpan(db: Database, asked: TrendingSpan) {
  const { first, last, rankWith } = await openTrending(db, asked);
  return { first, last, ranked: rankWith(await getWeights(db)) };
}

interface TrendingSpan extends TrendingClock {
  /** The days whose papers are looked at, where that is not the last fortnight. */
  within?: Pick<Period, "first" | "last"> | undefined;
}

/** What may trend, read once, to be ranked with any weights. */
export async function openTrending(db: Database, { now, timeZone, within }: TrendingSpan) {
  // Editions follow Eastern clocks, so the newest may bear the date of tomorrow.
  const tomorrow = addDays(dayIn(timeZone, now), 1);
  const { first, last } = within ?? { first: addDays(tomorrow, -trendingDays), last: tomorrow };
  const { candidates, signals } = await readSpeaking(db, { first, last });
  const rankWith = (weights: Weights): Standing[] =>
    standingsOf(candidates, trend(candidates, signals, { now, weights }));
  return { first, last, rankWith };
}
