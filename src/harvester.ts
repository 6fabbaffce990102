// Gathers by itself, for as long as the server runs: the daily feed when it turns, OAI-PMH after it,
// Hugging Face every few hours, and again after a pause what went wrong.
import { gather } from "./catalogue/harvest/gather.ts";
import { hostOf, type Harvest, type Source } from "./catalogue/harvest/harvests.ts";
import { listNextHarvests, type NextHarvest } from "./catalogue/harvest/next-harvests.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Database } from "./store/tables.ts";

export interface HarvesterOptions {
  db: Database;
  config: Config;
  clock: Clock;
  /** For faults of the program; what goes wrong with a source is told by the harvest. */
  log: (message: string, fields?: object) => void;
  onProgress?: ((line: string) => void) | undefined;
  /** Told of every harvest that ended; `news` unless its owner has heard it before. */
  onHarvested?: ((harvest: Harvest, news: boolean) => void | Promise<void>) | undefined;
}

export interface Harvester {
  stop: () => Promise<void>;
}

const msPerMinute = 60_000;
// A machine that slept looks at the clock soon after it wakes.
const longestSleepMs = 10 * msPerMinute;
const afterFaultMs = 5 * msPerMinute;

export function startHarvester(options: HarvesterOptions): Harvester {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = harvestForEver(options, signal).catch((error: unknown) => {
    if (!signal.aborted) options.log("Gathering ended for good; restart Broadsheet", { error });
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function harvestForEver(options: HarvesterOptions, signal: AbortSignal): Promise<void> {
  const { clock, log } = options;
  const lastOutcomes = new Map<Source, string>();
  // Whoever starts the program has perhaps just mended what was wrong.
  let atOnce = true;
  while (!signal.aborted) {
    let pauseMs: number;
    try {
      pauseMs = await harvestDue(options, { signal, lastOutcomes, atOnce });
    } catch (error) {
      if (signal.aborted) return;
      log("Gathering failed", { error });
      pauseMs = afterFaultMs;
    }
    atOnce = false;
    if (pauseMs > 0) await clock.sleep(pauseMs, signal).catch(() => {});
  }
}

/** Harvests what is due now. @returns how long there is nothing to do, in milliseconds. */
async function harvestDue(
  options: HarvesterOptions,
  {
    signal,
    lastOutcomes,
    atOnce,
  }: { signal: AbortSignal; lastOutcomes: Map<Source, string>; atOnce: boolean },
): Promise<number> {
  const { db, config, clock, onProgress, onHarvested } = options;
  const now = clock.now();
  const next = await nextHarvests(db, { config, now });
  const due = next.filter(({ at, again }) => at !== undefined && (at <= now || (atOnce && again)));
  if (due.length === 0) return pauseUntil(next, now);
  let busy = true;
  // One source of each host, so that none waits for ever behind another one that is busy.
  for (const [first] of Map.groupBy(due, (each) => hostOf(each.source)).values()) {
    const { source } = first!;
    const sources: Source[] = source === "arxiv-feed" ? ["arxiv-feed", "arxiv-api"] : [source];
    for (const harvest of await gather(db, { config, clock, sources, signal, onProgress })) {
      const news = isNews(harvest, lastOutcomes);
      lastOutcomes.set(harvest.source, harvest.outcome);
      await onHarvested?.(harvest, news);
      busy &&= harvest.outcome === "busy";
    }
  }
  // Another process is at it; what it does is not in our hands.
  return busy ? msPerMinute : 0;
}

/** A failure is told once, not at every try; and where no network is, once for all sources. */
function isNews({ source, outcome }: Harvest, lastOutcomes: ReadonlyMap<Source, string>): boolean {
  if (outcome === "success") return true;
  if (outcome === "unreachable") return ![...lastOutcomes.values()].includes(outcome);
  return lastOutcomes.get(source) !== outcome;
}

async function nextHarvests(
  db: Database,
  { config, now }: { config: Config; now: Date },
): Promise<NextHarvest[]> {
  return await listNextHarvests(db, {
    now,
    deferrals: config.ARXIV_DEFERRALS,
    hosts: config.SOURCES,
  });
}

/** The schedule, for those who look at it. */
export async function listNextRuns(
  db: Database,
  options: { config: Config; now: Date },
): Promise<{ task: Source; at: Date }[]> {
  const next = await nextHarvests(db, options);
  return next.flatMap(({ source, at }) => (at === undefined ? [] : { task: source, at }));
}

function pauseUntil(next: readonly NextHarvest[], now: Date): number {
  const soonest = Math.min(...next.map(({ at }) => at?.getTime() ?? Infinity));
  return Math.min(longestSleepMs, Math.max(1000, soonest - now.getTime()));
}
