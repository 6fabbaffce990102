// What an edition without papers can say for itself.
import { countByDay } from "../catalogue/appearances.ts";
import {
  findLast,
  findRunning,
  getHost,
  isTrouble,
  type PastHarvest,
} from "../catalogue/harvest/health.ts";
import type { Config } from "../config.ts";
import {
  easternDay,
  feedMomentOf,
  nextListingDay,
  whyNoListing,
  type Deferrals,
} from "../papers/announcement-calendar.ts";
import { addDays, dayIn, monthPeriod, type Day, type Period } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import type { Receipt } from "./receipt.ts";
import { spanOf } from "./section-days.ts";
import type { Section } from "./sections.ts";

/** The papers on each day of a month, for the drawing on an empty day. */
export async function countMonth(
  db: Database,
  { day, section }: { day: Day; section?: Section | undefined },
): Promise<{ day: Day; papers: number }[]> {
  const { first, last } = monthPeriod(day);
  const counts = await countByDay(db, await spanOf(db, { first, last, section }));
  const days: { day: Day; papers: number }[] = [];
  for (let each = first; each <= last; each = addDays(each, 1)) {
    days.push({ day: each, papers: counts.get(each) ?? 0 });
  }
  return days;
}

export type WhyEmpty =
  /** Nothing is announced; the next announcement bears `next`. */
  | { why: "holiday" | "weekend"; next: Day }
  | { why: "future" }
  /** It is due, and the feed turns at `expectedAt` or is being asked. */
  | { why: "not-yet"; expectedAt: string }
  /** It was due, and could not be had. */
  | { why: "failed"; at: string; reason: string }
  /** It has so many, and none of them is in the section. */
  | { why: "elsewhere"; papers: number }
  | { why: "unknown" };

/** An instance, as far as its calendar goes by it. */
export interface CalendarOf {
  db: Database;
  config: Pick<Config, "TIME_ZONE" | "ARXIV_DEFERRALS" | "SOURCES">;
  clock: () => Date;
}

export interface EmptyQuery {
  period: Period;
  section?: Section | undefined;
  /** Of the whole period, where a section is asked for. */
  receipt?: Receipt | undefined;
}

/** Why a period has no papers, as far as the calendar and the book of harvests tell. */
export async function whyEmpty(
  { db, config, clock }: CalendarOf,
  { period, section, receipt }: EmptyQuery,
): Promise<WhyEmpty> {
  const papers = receipt ? receipt.here + receipt.featured + receipt.imported : 0;
  if (section && papers > 0) return { why: "elsewhere", papers };
  const now = clock();
  const deferrals = config.ARXIV_DEFERRALS;
  const today = latest(dayIn(config.TIME_ZONE, now), easternDay(now));
  if (period.kind !== "day") return { why: period.first > today ? "future" : "unknown" };
  const day = period.key;
  const calendar = whyNoListing(day, deferrals);
  if (calendar) return { why: calendar, next: nextListingDay(day, deferrals) };
  const due = feedMomentOf(day);
  if (now < due && day > today) return { why: "future" };
  const gathers = config.SOURCES.has("arxiv");
  return gathers ? await whyNotGathered(db, { day, due, now, deferrals }) : { why: "unknown" };
}

async function whyNotGathered(
  db: Database,
  { day, due, now, deferrals }: { day: Day; due: Date; now: Date; deferrals: Deferrals },
): Promise<WhyEmpty> {
  const notYet = { why: "not-yet", expectedAt: due.toISOString() } as const;
  if (now < due) return notYet;
  const { refused } = await getHost(db, { host: "arxiv", now });
  const until = feedMomentOf(nextListingDay(day, deferrals));
  const isCurrent = now < until;
  if (isCurrent && refused) return { why: "failed", ...refused };
  if (isCurrent && (await findRunning(db, { now, host: "arxiv" }))) return notYet;
  const last = await findAsked(db, { from: due, until });
  if (!last) return isCurrent ? notYet : { why: "unknown" };
  if (!isTrouble(last.outcome)) {
    return isCurrent && last.outcome === "interrupted" ? notYet : { why: "unknown" };
  }
  return { why: "failed", at: last.endedAt!, reason: last.reason ?? "It failed." };
}

/** When arXiv was last asked for what should stand under this date, and with what result. */
async function findAsked(
  db: Database,
  span: { from: Date; until: Date },
): Promise<PastHarvest | undefined> {
  // The feed is what announces; the others tell only if it was never asked.
  return (
    (await findLast(db, { ...span, source: "arxiv-feed" })) ??
    (await findLast(db, { ...span, host: "arxiv" }))
  );
}

/** When arXiv was last asked while this day lasted on Eastern clocks, whatever came of it. */
export async function findAskedOn(db: Database, day: Day): Promise<PastHarvest | undefined> {
  return await findAsked(db, { from: feedMomentOf(day), until: feedMomentOf(addDays(day, 1)) });
}

function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}
