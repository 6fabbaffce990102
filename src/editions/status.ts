// How this instance stands: the newest edition that is due, held against what was announced; every
// source; the requests of the last hour; the index. For everybody to read.
import {
  countRequests,
  findRunning,
  getHost,
  isTrouble,
  listHappenings,
  listHealth,
  type Happening,
  type HostHealth,
  type Minute,
  type PastHarvest,
  type SourceHealth,
} from "../catalogue/harvest/health.ts";
import { hostOf } from "../catalogue/harvest/harvests.ts";
import { catalogueSize } from "../catalogue/papers.ts";
import { countUnindexed } from "../catalogue/unindexed.ts";
import {
  expectedListingDay,
  feedMomentOf,
  latestListingDay,
  type Deferrals,
} from "../papers/announcement-calendar.ts";
import { addDays, dayPeriod, type Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import type { Host } from "../turns.ts";
import { getReceipt, listReceipts, type Receipt } from "./receipt.ts";

/** The one sentence. */
type Standing =
  /** Nothing is gathered from arXiv by itself. */
  | { state: "idle" }
  | { state: "refused"; by: Host; at: string; reason: string }
  | { state: "well" }
  /** The edition is complete, but a source went wrong. */
  | { state: "trouble"; source: string }
  | { state: "incomplete" }
  /** The edition that is due is not here. */
  | { state: "gathering"; progress: string | undefined }
  | { state: "waiting" }
  | { state: "failing"; at: string; reason: string };

export interface Status {
  now: string;
  standing: Standing;
  /** The newest edition that is due. */
  edition: { day: Day; receipt: Receipt };
  /** The listing days up to that one, the earliest first. */
  history: PastDay[];
  /** Those that are gathered, and those that ever were. */
  sources: SourceHealth[];
  /** How we stand with arXiv. */
  host: HostHealth;
  /** Whoever was asked. */
  requests: Minute[];
  hosts: readonly Host[];
  index: { papers: number; indexed: number };
  happenings: Happening[];
}

/** What was announced on a listing day, and what became of it; nobody knows of a day before us. */
type PastDay =
  | {
      day: Day;
      known: true;
      announced: number;
      here: number;
      hidden: number;
      missing: number;
    }
  | { day: Day; known: false; announced: null; here: null; hidden: null; missing: null };

/** What the schedule does next: a source (`arxiv-feed`), or a word for the work (`digest`). */
export interface NextRun {
  task: string;
  at: Date;
}

export type NextRuns = () => readonly NextRun[] | Promise<readonly NextRun[]>;

export interface StatusQuery {
  now: Date;
  deferrals: Deferrals;
  /** Who is asked by this instance itself. */
  hosts: ReadonlySet<Host>;
}

const historyDays = 22;

export async function getStatus(
  db: Database,
  { now, deferrals, hosts }: StatusQuery,
): Promise<Status> {
  const day = expectedListingDay(now, deferrals);
  const receipt = await getReceipt(db, { period: dayPeriod(day) });
  const sources = (await listHealth(db, now)).filter(
    ({ source, last, running }) => hosts.has(hostOf(source)) || last || running,
  );
  const host = await getHost(db, { host: "arxiv", now });
  return {
    now: now.toISOString(),
    standing: hosts.has("arxiv")
      ? standingOf({
          day,
          receipt,
          sources,
          host,
          running: await findRunning(db, { now, host: "arxiv" }),
        })
      : await standingElsewhere(db, { now, hosts }),
    edition: { day, receipt },
    history: await listHistory(db, { day, deferrals }),
    sources,
    host,
    requests: await countRequests(db, now),
    hosts: [...hosts],
    index: await readIndex(db),
    happenings: await listHappenings(db),
  };
}

async function readIndex(db: Database): Promise<Status["index"]> {
  const { papers } = await catalogueSize(db);
  // Papers that are gone but not yet from the index count as well.
  return { papers, indexed: Math.max(0, papers - (await countUnindexed(db))) };
}

function standingOf({
  day,
  receipt,
  sources,
  host,
  running,
}: Status["edition"] &
  Pick<Status, "sources" | "host"> & { running: PastHarvest | undefined }): Standing {
  if (host.refused) return { state: "refused", by: "arxiv", ...host.refused };
  const due = feedMomentOf(day).toISOString();
  const feed = sources.find((each) => each.source === "arxiv-feed")?.last;
  const askedSince = feed !== undefined && feed.startedAt >= due;
  const isHere = receipt.announced > 0 || (askedSince && feed.outcome === "success");
  if (!isHere) {
    if (running) return { state: "gathering", progress: running.progress };
    if (!askedSince || !isTrouble(feed.outcome)) return { state: "waiting" };
    return { state: "failing", at: feed.endedAt!, reason: feed.reason ?? "It failed." };
  }
  if (receipt.missing > 0) return { state: "incomplete" };
  const wrong = sources.find(({ last }) => last && isTrouble(last.outcome));
  return wrong ? { state: "trouble", source: wrong.source } : { state: "well" };
}

/** Where arXiv is not asked there is no edition to wait for, only work that goes well or does not. */
async function standingElsewhere(
  db: Database,
  { now, hosts }: { now: Date; hosts: ReadonlySet<Host> },
): Promise<Standing> {
  for (const host of hosts) {
    const { refused } = await getHost(db, { host, now });
    if (refused) return { state: "refused", by: host, ...refused };
    const running = await findRunning(db, { now, host });
    if (running) return { state: "gathering", progress: running.progress };
  }
  return { state: "idle" };
}

async function listHistory(
  db: Database,
  { day, deferrals }: { day: Day; deferrals: Deferrals },
): Promise<Status["history"]> {
  const days: Day[] = [day];
  while (days.length < historyDays) {
    days.unshift(latestListingDay(addDays(days[0]!, -1), deferrals));
  }
  const receipts = await listReceipts(db, { first: days[0]!, last: day });
  return days.map((each) => pastDay(each, receipts.get(each)));
}

function pastDay(day: Day, receipt: Omit<Receipt, "sources"> | undefined): PastDay {
  if (!receipt?.known) {
    return { day, known: false, announced: null, here: null, hidden: null, missing: null };
  }
  const { announced, here, merged, hidden, missing } = receipt;
  return { day, known: true, announced, here: here + merged, hidden, missing };
}
