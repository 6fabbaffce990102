// The papers of late that gather votes now: what the page and the API share.
import { addDays, dayIn, type Day } from "../papers/period.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import { trend } from "../ranking/trending.ts";
import type { Database } from "../store/tables.ts";
import { readEntries, readSpeaking, standingsOf, type Entry } from "./standings.ts";

export const trendingDays = 14;

export interface Trending {
  /** The days whose papers are looked at. */
  first: Day;
  last: Day;
  /** This page's papers, best first. */
  entries: Entry[];
  total: number;
  page: number;
  pages: number;
}

export interface TrendingQuery {
  now: Date;
  /** The clock of this instance. */
  timeZone: string;
  /** From 1. */
  page?: number;
  perPage?: number;
}

export async function getTrending(
  db: Database,
  { now, timeZone, page = 1, perPage = 50 }: TrendingQuery,
): Promise<Trending> {
  // Editions follow Eastern clocks, so the newest may bear the date of tomorrow.
  const last = addDays(dayIn(timeZone, now), 1);
  const first = addDays(last, -trendingDays);
  const { candidates, signals } = await readSpeaking(db, { first, last });
  const ranked = trend(candidates, signals, { now, weights: await getWeights(db) });
  const start = (page - 1) * perPage;
  const standings = standingsOf(candidates, ranked.slice(start, start + perPage));
  return {
    first,
    last,
    entries: await readEntries(db, standings, start),
    total: ranked.length,
    page,
    pages: Math.max(1, Math.ceil(ranked.length / perPage)),
  };
}
