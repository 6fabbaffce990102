// Editions under other weights, beside the same ones under the weights that hold.
import { finishedWeek } from "../papers/announcement-calendar.ts";
import { dayPeriod, type Period } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import { firstScreen } from "../ranking/diversity.ts";
import type { Weights } from "../ranking/weights.ts";
import type { Database } from "../store/tables.ts";
import { findNewestEdition } from "./edition.ts";
import { rankContest, readContest, readEntries, type Entry, type Standing } from "./standings.ts";

export interface Preview {
  period: Period;
  /** The first of each, with the place that each has on the other side. */
  before: Moved[];
  after: Moved[];
}

export interface Moved extends Entry {
  otherPlace: number;
}

/** The newest day and the last whole week; none where no paper bears a date. */
export async function previewWeights(
  db: Database,
  { weights, judge }: { weights: Weights; judge: Judges },
): Promise<Preview[]> {
  const day = await findNewestEdition(db);
  if (day === undefined) return [];
  const previews: Preview[] = [];
  for (const period of [dayPeriod(day), finishedWeek(day)]) {
    const contest = await readContest(db, { period, judge });
    const before = rankContest(contest, { weights: await getWeights(db) });
    const after = rankContest(contest, { weights });
    previews.push({
      period,
      before: await readMoved(db, before, after),
      after: await readMoved(db, after, before),
    });
  }
  return previews.filter(({ before }) => before.length > 0);
}

async function readMoved(
  db: Database,
  standings: readonly Standing[],
  others: readonly Standing[],
): Promise<Moved[]> {
  const places = new Map(others.map(({ candidate }, index) => [candidate.id, index + 1]));
  const entries = await readEntries(db, standings.slice(0, firstScreen));
  return entries.map((entry) => ({ ...entry, otherPlace: places.get(entry.paper.id)! }));
}
