// The papers that match what a reader follows, by the days of their editions, the newest day first.
import { findNewestDay, listAppearing, listNewestDays } from "../catalogue/appearances.ts";
import { addDays, dayPeriod, type Day } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import type { Matching } from "../search/matching.ts";
import type { Muted } from "../search/muting.ts";
import type { Database } from "../store/tables.ts";
import {
  rankContest,
  rankPeriod,
  readEntries,
  readSpeaking,
  type Entry,
  type Standing,
} from "./standings.ts";

/** Where much is found, only this much of it is listed. */
const followingDays = 28;

export interface Following {
  /** This page's papers, each on the newest day on which it stands; within a day the best first. */
  days: { day: Day; entries: Entry[] }[];
  total: number;
  /** How many are left out because the reader never wants to see them. */
  mutedCount: number;
  page: number;
  pages: number;
  perPage: number;
  /** Since when; `undefined` where all that there ever was is listed. */
  since: Day | undefined;
}

export async function getFollowing(
  db: Database,
  {
    papers,
    judge,
    muted,
    page = 1,
    perPage = 50,
  }: {
    papers: Matching;
    judge: Judges;
    /** What the reader mutes. */
    muted?: Muted | undefined;
    page?: number;
    perPage?: number;
  },
): Promise<Following> {
  const { since, placed, mutedCount } = await place(db, papers, muted);
  const start = (page - 1) * perPage;
  const days: Following["days"] = [];
  let before = 0;
  for (const [day, onDay] of Map.groupBy(placed, (each) => each.day)) {
    const [from, to] = [start - before, start + perPage - before];
    if (to > 0 && from < onDay.length) {
      const numbers = onDay.map((each) => each.paper);
      const standings = await rankDay(db, { day, papers: numbers, matching: papers, judge });
      days.push({ day, entries: await readEntries(db, standings.slice(Math.max(0, from), to)) });
    }
    before += onDay.length;
  }
  const pages = Math.max(1, Math.ceil(placed.length / perPage));
  return { days, total: placed.length, mutedCount, page, pages, perPage, since };
}

async function place(db: Database, matching: Matching, muted: Muted | undefined) {
  const { since, all } = await listPlaces(db, matching);
  const left = await muted?.(all.map(({ paper }) => paper));
  const placed = left ? all.filter(({ paper }) => !left.has(paper)) : all;
  return { since, placed, mutedCount: all.length - placed.length };
}

/** Of few papers all, however old: an author may write once a year. Of many the newest weeks. */
async function listPlaces(db: Database, matching: Matching) {
  const few = await matching.few();
  if (few) {
    const span = { first: "0000-01-01", last: "9999-12-31", papers: few };
    return { since: undefined, all: await listNewestDays(db, span) };
  }
  const last = (await findNewestDay(db)) ?? "9999-12-31";
  const span = { first: addDays(last, 1 - followingDays), last };
  const papers = await matching.among(await listAppearing(db, span));
  return { since: span.first, all: await listNewestDays(db, { ...span, papers }) };
}

/** In the order of the edition; what came after it was closed stands last. */
async function rankDay(
  db: Database,
  { day, papers, matching, judge }: OnDay & { matching: Matching; judge: Judges },
): Promise<Standing[]> {
  const section = { ...nameless, papers: { ...matching, among: async () => [...papers] } };
  const standings = await rankPeriod(db, { period: dayPeriod(day), section, judge });
  const standing = new Set(standings.map(({ candidate }) => candidate.id));
  const outside = papers.filter((paper) => !standing.has(paper));
  if (outside.length === 0) return standings;
  const contest = await readSpeaking(db, { first: day, last: day, papers: outside });
  const judgements = await judge(contest.candidates);
  const weights = await getWeights(db);
  return [...standings, ...rankContest({ ...contest, judgements }, { weights })];
}

interface OnDay {
  day: Day;
  papers: readonly number[];
}

/** What is followed is a part of every edition, as a section is. */
const nameless = { address: "following", name: "Following", short: "what you follow", query: "" };
