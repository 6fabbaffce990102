// Which papers stand in a period, and in which order: what the page, the API and the digest share.
import { listCandidates, type Candidate } from "../catalogue/appearances.ts";
import { listPapers } from "../catalogue/papers.ts";
import { listVoteSignals } from "../community/votes.ts";
import type { Appearance, Paper } from "../papers/paper.ts";
import { dayPeriod, type Day, type Period } from "../papers/period.ts";
import { rank, type Reason } from "../ranking/rank.ts";
import type { Database } from "../store/tables.ts";
import { spanOf } from "./section-days.ts";
import type { Section } from "./sections.ts";

/** How far ranking has got with a period, before any text is read. */
export interface Standing {
  candidate: Candidate;
  score: number;
  reasons: Reason[];
}

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
  /** When in the period it was first featured elsewhere, and by whom. */
  featured: Candidate["featured"];
}

/** Every paper of the period, best first. */
export async function rankPeriod(
  db: Database,
  { period, section, now }: { period: Period; section?: Section | undefined; now: Date },
): Promise<Standing[]> {
  const { first, last } = period;
  const candidates = await listCandidates(db, await spanOf(db, { first, last, section }));
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
    const { day, kind, featured } = candidate;
    return [{ place: start + index + 1, paper, score, reasons, day, kind, featured }];
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
