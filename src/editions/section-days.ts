// The days on which papers of a section stand. SQL knows the days, and of a saved query only the
// index knows the papers, so one asks the other.
import { findNewestDay, findNextDay, listAppearing, type Span } from "../catalogue/appearances.ts";
import { addDays, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import type { Section } from "./sections.ts";

type Of = { section?: Section | undefined };

/** Narrows a span of days down to the papers of the section. */
export async function spanOf(
  db: Database,
  { first, last, section }: { first: Day; last: Day } & Of,
): Promise<Span> {
  const span = { first, last };
  if (!section) return span;
  const { category } = section;
  if (category !== undefined) return { ...span, category };
  return { ...span, papers: await section.papers.among(await listAppearing(db, span)) };
}

/** The newest day with papers of the section, not after `until`. */
export async function findNewestDayOf(
  db: Database,
  { until, section }: { until?: Day | undefined } & Of,
): Promise<Day | undefined> {
  const among = await amongKnown(section);
  if (among) return await findNewestDay(db, { until, ...among });
  let days = firstStep;
  for (let last = await findNewestDay(db, { until }); last !== undefined;) {
    const first = addDays(last, 1 - days);
    const { papers = [] } = await spanOf(db, { first, last, section });
    if (papers.length > 0) return await findNewestDay(db, { until: last, papers });
    days = Math.min(2 * days, longestStep);
    last = await findNewestDay(db, { until: addDays(first, -1) });
  }
  return undefined;
}

/** The first day with papers of the section after `after`. */
export async function findNextDayOf(
  db: Database,
  { after, section }: { after: Day } & Of,
): Promise<Day | undefined> {
  const among = await amongKnown(section);
  if (among) return await findNextDay(db, { after, ...among });
  let days = firstStep;
  for (let first = await findNextDay(db, { after }); first !== undefined;) {
    const last = addDays(first, days - 1);
    const { papers = [] } = await spanOf(db, { first, last, section });
    if (papers.length > 0) return await findNextDay(db, { after: addDays(first, -1), papers });
    days = Math.min(2 * days, longestStep);
    first = await findNextDay(db, { after: last });
  }
  return undefined;
}

// A section of many papers has some on almost every day, so a step or two find the day; and no step
// is so long that other requests would wait for it.
const firstStep = 4;
const longestStep = 64;

/** What SQL can look for by itself; `undefined` where the index has to be asked day by day. */
async function amongKnown(
  section: Section | undefined,
): Promise<Pick<Span, "category" | "papers"> | undefined> {
  if (!section) return {};
  if (section.category !== undefined) return { category: section.category };
  const papers = await section.papers.few();
  return papers && { papers };
}
