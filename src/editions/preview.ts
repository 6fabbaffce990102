// Lists under other weights, beside the same ones under the weights that hold.
import { finishedWeek } from "../papers/announcement-calendar.ts";
import { dayPeriod, type Period } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import { firstScreen } from "../ranking/diversity.ts";
import type { Weights } from "../ranking/weights.ts";
import type { Database } from "../store/tables.ts";
import { findNewestEdition } from "./edition.ts";
import { rankContest, readContest, readEntries, type Entry, type Standing } from "./standings.ts";
import { openTrending, type TrendingClock } from "./trending.ts";

export interface Preview {
  of: Period | "trending";
  /** The first of each, with what becomes of each on the other side. */
  before: Moved[];
  after: Moved[];
}

export interface Moved extends Entry {
  /** Without one, nothing speaks for it there: it does not trend. */
  other: { place: number; score: number } | undefined;
}

interface PreviewOptions extends TrendingClock {
  weights: Weights;
  judge: Judges;
}

/** The newest day, the last whole week and what is trending, of which those without papers are left out. */
export async function previewWeights(
  db: Database,
  { weights, judge, ...clock }: PreviewOptions,
): Promise<Preview[]> {
  const current = await getWeights(db);
  const compare = async (of: Preview["of"], rankWith: (weights: Weights) => Standing[]) => {
    const [before, after] = [rankWith(current), rankWith(weights)];
    return {
      of,
      before: await readMoved(db, before, after),
      after: await readMoved(db, after, before),
    };
  };
  const previews: Preview[] = [];
  const day = await findNewestEdition(db);
  for (const period of day === undefined ? [] : [dayPeriod(day), finishedWeek(day)]) {
    const contest = await readContest(db, { period, judge });
    previews.push(await compare(period, (weights) => rankContest(contest, { weights })));
  }
  previews.push(await compare("trending", (await openTrending(db, clock)).rankWith));
  return previews.filter(({ before, after }) => before.length + after.length > 0);
}

async function readMoved(
  db: Database,
  standings: readonly Standing[],
  others: readonly Standing[],
): Promise<Moved[]> {
  const otherOf = new Map(
    others.map(({ candidate, score }, index) => [candidate.id, { place: index + 1, score }]),
  );
  const entries = await readEntries(db, standings.slice(0, firstScreen));
  return entries.map((entry) => ({ ...entry, other: otherOf.get(entry.paper.id) }));
}
