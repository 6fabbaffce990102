// Which papers stand in a period, and in which order: what the page, the API and the digest share.
import { listCandidates, type Candidate, type Span } from "../catalogue/appearances.ts";
import { listPapers } from "../catalogue/papers.ts";
import { listSignals } from "../catalogue/signals.ts";
import { isClosed } from "../community/closed-days.ts";
import { listCommentSignals } from "../community/discussion/comment-signals.ts";
import { listPickSignals } from "../community/picks/picks.ts";
import { listVoteSignals } from "../community/votes/vote-signals.ts";
import type { Appearance, Paper } from "../papers/paper.ts";
import { dayPeriod, type Day, type Period } from "../papers/period.ts";
import type { Signal } from "../papers/signal.ts";
import type { Judgement } from "../ranking/editor/judgement.ts";
import type { Judges } from "../ranking/judgements.ts";
import { rank, score } from "../ranking/rank.ts";
import { getWeights } from "../ranking/ranking-changes.ts";
import type { Ranked, Reason } from "../ranking/reason.ts";
import type { Weights } from "../ranking/weights.ts";
import type { Database } from "../store/tables.ts";
import { findClosed, findClosedPlace, type Closed } from "./closed-editions.ts";
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

export interface RankQuery {
  period: Period;
  section?: Section | undefined;
  judge: Judges;
  /** How many times likeness weighs: more where only a handful is wanted. */
  differing?: number | undefined;
}

/** Every paper of the period, best first. */
export async function rankPeriod(db: Database, query: RankQuery): Promise<Standing[]> {
  return (await rankEdition(db, query)).standings;
}

interface RankedEdition {
  standings: Standing[];
  /** Of a day that is closed, whose order is not made again. */
  closed?: Closed;
}

export async function rankEdition(db: Database, query: RankQuery): Promise<RankedEdition> {
  const { period, section } = query;
  const kept = period.kind === "day" ? await findClosed(db, period.key) : undefined;
  if (!kept) return { standings: await rankNow(db, query) };
  const { standings, closed } = kept;
  return { standings: section ? await within(section, standings) : standings, closed };
}

async function within(section: Section, standings: readonly Standing[]): Promise<Standing[]> {
  const { category } = section;
  if (category !== undefined) {
    return standings.filter(({ candidate }) => candidate.categories.includes(category));
  }
  const papers = await section.papers.among(standings.map(({ candidate }) => candidate.id));
  const found = new Set(papers);
  return standings.filter(({ candidate }) => found.has(candidate.id));
}

/** As if it were not closed. */
export async function rankNow(
  db: Database,
  { differing = 1, ...query }: RankQuery,
): Promise<Standing[]> {
  const contest = await readContest(db, query);
  const weights = await getWeights(db);
  const alike = weights.alike * differing;
  return rankContest(contest, { weights: { ...weights, alike } });
}

/** All that ranking goes by, but for the weights. */
interface Contest {
  candidates: Candidate[];
  signals: Signal[];
  judgements: ReadonlyMap<number, Judgement>;
}

export async function readContest(
  db: Database,
  { period: { first, last }, section, judge }: RankQuery,
): Promise<Contest> {
  const contest = await readSpeaking(db, await spanOf(db, { first, last, section }));
  return { ...contest, judgements: await judge(contest.candidates) };
}

/** The papers of a span, and what speaks for them. */
export async function readSpeaking(db: Database, span: Span): Promise<Omit<Contest, "judgements">> {
  const candidates = await listCandidates(db, span);
  const papers = candidates.map(({ id }) => id);
  const signals = [
    ...(await listPickSignals(db, { ...span, papers })),
    ...(await listVoteSignals(db, papers)),
    ...(await listCommentSignals(db, papers)),
    ...(await listSignals(db, papers)),
  ];
  return { candidates, signals };
}

export function rankContest(
  { candidates, signals, judgements }: Contest,
  { weights }: { weights: Weights },
): Standing[] {
  return standingsOf(candidates, rank(candidates, signals, { judgements, weights }));
}

export function standingsOf(
  candidates: readonly Candidate[],
  ranked: readonly Ranked[],
): Standing[] {
  const byId = new Map(candidates.map((each) => [each.id, each]));
  return ranked.map(({ id, score, reasons }) => ({ candidate: byId.get(id)!, score, reasons }));
}

/**
 * What speaks for each of these papers, by itself, for lists that have an order of their own. What
 * is typical of a day is told by those of them that share it. One that stands in no edition is left
 * out.
 */
export async function explainPapers(
  db: Database,
  { papers, judge }: { papers: readonly number[]; judge: Judges },
): Promise<Map<number, Ranked>> {
  const span = { first: "0000-01-01", last: "9999-12-31", papers };
  const { candidates, signals } = await readSpeaking(db, span);
  const judgements = await judge(candidates);
  const scores = score(candidates, signals, { judgements, weights: await getWeights(db) });
  return new Map(scores.map((each) => [each.id, each]));
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
  { paper, day, judge }: { paper: number; day: Day; judge: Judges },
): Promise<Place | undefined> {
  if (await isClosed(db, day)) return await findClosedPlace(db, { paper, day });
  const standings = await rankNow(db, { period: dayPeriod(day), judge });
  const index = standings.findIndex((each) => each.candidate.id === paper);
  const standing = standings[index];
  if (!standing) return undefined;
  const { score, reasons } = standing;
  return { place: index + 1, total: standings.length, score, reasons };
}

/** As many as are told of a paper: to rank a day takes a while. */
export const mostStandings = 4;

/** Where a paper stands in one of its editions; without a place it came too late for one that is closed. */
export interface PaperStanding {
  appearance: Appearance;
  place: Place | undefined;
}

/** Of its last editions, the oldest first. */
export async function listStandings(
  db: Database,
  { paper, judge }: { paper: Paper; judge: Judges },
): Promise<PaperStanding[]> {
  const standings: PaperStanding[] = [];
  for (const appearance of paper.appearances.slice(-mostStandings)) {
    const place = await findPlace(db, { paper: paper.id, day: appearance.day, judge });
    standings.push({ appearance, place });
  }
  return standings;
}

export interface Place {
  place: number;
  total: number;
  score: number;
  reasons: Reason[];
}
