// Gathers from arXiv: the daily feed, what it announced and did not bring, then OAI-PMH for what it
// missed; and from Hugging Face what stood on its front page. A source that fails does not keep the
// next from being asked, unless their host refused us.
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { easternDay, expectedListingDay } from "../../papers/announcement-calendar.ts";
import { addDays } from "../../papers/period.ts";
import type { Asking } from "../../sources/http/http.ts";
import type { Database } from "../../store/tables.ts";
import { openTurns } from "../../store/turns.ts";
import type { Host } from "../../turns.ts";
import { userAgentOf } from "../../user-agent.ts";
import { isAnythingMissing } from "./announcements.ts";
import { harvestFeed } from "./feed.ts";
import { harvestHuggingFace } from "./hugging-face.ts";
import { harvestMissing } from "./missing.ts";
import { harvestOai } from "./oai.ts";
import {
  hostOf,
  runHarvest,
  withHarvestLease,
  type Harvest,
  type HarvestRun,
  type Source,
} from "./harvests.ts";

export interface GatherOptions {
  config: Config;
  clock: Clock;
  sources: readonly Source[];
  /**
   * Where to begin, in place of where the last list ended: a day, or `all`. For OAI-PMH what changed
   * since then, for Hugging Face what was featured.
   */
  since?: string | undefined;
  /** A set of OAI-PMH that was never asked for begins with its whole history, not the last week. */
  wholeHistory?: boolean | undefined;
  dryRun?: boolean | undefined;
  onProgress?: ((line: string) => void) | undefined;
  /** Told of each harvest when it ends. */
  onHarvested?: ((harvest: Harvest) => void) | undefined;
  signal?: AbortSignal | undefined;
}

// Who asks for the newest comes again by itself; a long list is worth waiting for.
const patienceMs = {
  "arxiv-feed": 20_000,
  "arxiv-api": 60_000,
  "arxiv-oai": 60_000,
  "hugging-face": 60_000,
};
const patienceForHistoryMs = 900_000;

// How much of the past a new instance gathers by itself.
const firstDays = 7;

/** One harvest a source, in their order; unknown faults are thrown, known ones are its outcome. */
export async function gather(db: Database, options: GatherOptions): Promise<Harvest[]> {
  const harvests: Harvest[] = [];
  const refused = new Set<Host>();
  for (const source of options.sources) {
    if (refused.has(hostOf(source))) continue;
    if (source === "arxiv-api" && !(await hasAnythingToFetch(db, options))) continue;
    const harvest = await withHarvestLease(db, source, () => gatherFrom(db, source, options));
    harvests.push(harvest);
    options.onHarvested?.(harvest);
    if (harvest.outcome === "refused") refused.add(hostOf(source));
  }
  return harvests;
}

async function hasAnythingToFetch(
  db: Database,
  { clock, dryRun = false }: GatherOptions,
): Promise<boolean> {
  return !dryRun && (await isAnythingMissing(db, easternDay(clock.now())));
}

async function gatherFrom(db: Database, source: Source, options: GatherOptions): Promise<Harvest> {
  const { clock, dryRun, onProgress, signal } = options;
  return await runHarvest(db, { source, clock, dryRun, onProgress, signal }, async (run) => {
    signal?.throwIfAborted();
    await harvestFrom(db, source, run, options);
  });
}

async function harvestFrom(
  db: Database,
  source: Source,
  run: HarvestRun,
  options: GatherOptions,
): Promise<void> {
  const { config, clock, since, wholeHistory = false, dryRun } = options;
  const { ARXIV_CATEGORIES: categories, ARXIV_DEFERRALS: deferrals } = config;
  const asking = {
    ...askingOf(db, source, options),
    ...((since !== undefined || wholeHistory) && { patienceMs: patienceForHistoryMs }),
  };
  const given = { asking, clock, dryRun };
  switch (source) {
    case "arxiv-feed":
      return await harvestFeed(db, run, {
        ...given,
        url: config.ARXIV_FEED_URL,
        categories,
        deferrals,
      });
    case "arxiv-api":
      return await harvestMissing(db, run, { asking, url: config.ARXIV_API_URL, clock });
    case "arxiv-oai":
      return await harvestOai(db, run, {
        ...given,
        url: config.ARXIV_OAI_URL,
        categories,
        deferrals,
        since,
        firstSince: wholeHistory
          ? undefined
          : addDays(expectedListingDay(clock.now(), deferrals), -firstDays),
      });
    case "hugging-face":
      return await harvestHuggingFace(db, run, { ...given, url: config.HF_URL, since });
  }
}

/** How a source is asked: with whose manners, and under which name. */
export function askingOf(
  db: Database,
  source: Source,
  {
    config,
    clock,
    signal,
    onProgress,
  }: Pick<GatherOptions, "config" | "clock" | "signal" | "onProgress">,
): Asking {
  return {
    source,
    turns: openTurns(db, { host: hostOf(source), clock }),
    clock,
    userAgent: userAgentOf(config),
    patienceMs: patienceMs[source],
    ...(signal && { signal }),
    ...(onProgress && { onWait: onProgress }),
  };
}
