// The search index of an instance, as the rest of the program holds it: it answers requests, and
// follows the catalogue while this process holds the lease for it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { countUnindexed, hasUnindexed, markUnindexed } from "../../catalogue/unindexed.ts";
import { keepOn, pause } from "../../keep-on.ts";
import { withLease, type Lease } from "../../store/leases.ts";
import type { Database } from "../../store/tables.ts";
import { startThread, threadProgram, type Thread } from "../../thread.ts";
import { openEmbedderAtWork } from "../endpoint/embedder-at-work.ts";
import type { Endpoint } from "../endpoint/endpoint.ts";
import type { Finder, IndexAnswer, IndexRequest } from "../retrieval/clause.ts";
import type { Progress } from "../progress.ts";
import { openOutsideModel } from "./outside-model.ts";
import { openReader } from "./reader.ts";
import { openWriter, type Writer } from "./writer.ts";
import type { WritingSkills, WritingThreadData } from "./writing.thread.ts";

export interface SearchIndex extends Finder {
  /** How many papers it finds among, and in how many segments. */
  count(): Promise<{ papers: number; segments: number }>;
  /** How far a large intake is that is running now in this process. */
  intake(): Progress | undefined;
  /**
   * Takes in what the catalogue has changed, once; `false` when another process is there to do it.
   */
  catchUp(onProgress?: (progress: Progress) => void): Promise<boolean>;
  /**
   * Has the model of the owner's choice make what it has not made of papers; `false` when another process
   * is there to do it. @throws Error where it makes none, a sentence for the owner.
   */
  embed(onProgress?: (progress: Progress) => void): Promise<boolean>;
  /** Sees what another process has written. */
  refresh(): Promise<void>;
  /** Makes the index anew, here or by the process that holds it, and waits for it. */
  rebuild(onProgress?: (progress: Progress) => void): Promise<void>;
  /** Takes in changes as they come, until it is closed. */
  follow(): void;
  close(): Promise<void>;
}

export interface SearchIndexOptions {
  db: Database;
  dataDir: string;
  /** How many threads may write at once; one leaves room for those who read. */
  writers?: number;
  /** Whether those who write leave the processor to those who read. */
  givesWay?: boolean;
  log?: (message: string, fields?: object) => void;
  /** Where the programs of its threads lie. */
  programs?: (name: string) => URL;
  /** A model of the owner's choice, asked in place of ours. */
  endpoint?: Endpoint | undefined;
}

export const indexFolder = "search";

const pollMs = 300;
const retryMs = 5_000;
const longRetryMs = 300_000;
/** Idle writing threads are ended, for their memory. */
const idleMs = 20_000;
/** What is taken in within a moment is not worth telling. */
const largeIntake = 5_000;

export function openSearchIndex(options: SearchIndexOptions): SearchIndex {
  const {
    db,
    dataDir,
    writers = 1,
    givesWay = false,
    log = () => {},
    programs = ownProgram,
    endpoint,
  } = options;
  const folder = join(dataDir, indexFolder);
  mkdirSync(folder, { recursive: true });
  const closing = new AbortController();
  const { signal } = closing;
  const hands = startHands({ dataDir, folder, givesWay }, { count: writers + 1, programs, signal });
  const reader = openReader({
    folder,
    programs,
    load: (file) => hands.at(-1)!.get().ask("load", file),
  });
  const outside =
    endpoint && openOutsideModel({ db, endpoint, reader, hand: () => hands[0]!.get(), log });
  const embedder =
    endpoint && openEmbedderAtWork({ db, dataDir, endpoint, programs: options.programs, log });
  let intake: Progress | undefined;
  let following: Promise<void> | undefined;
  let takenAgainAt = 0;

  /** Does `work` with the lease, or answers `undefined` while somebody else has it. */
  async function withWriter<Result>(
    work: (writer: Writer, lease: Lease) => Promise<Result>,
  ): Promise<Result | undefined> {
    return await withLease(db, "index", async (lease) => {
      const writer = await openWriter({
        db,
        folder,
        reader,
        lease,
        builders: hands.slice(0, writers).map(({ get }) => get),
        merger: hands.at(-1)!.get,
        log,
        signal,
      });
      try {
        return await work(writer, lease);
      } finally {
        await writer.settle();
      }
    });
  }

  async function drain(writer: Writer, onProgress?: (progress: Progress) => void): Promise<void> {
    await writer.drain({
      onProgress(progress) {
        intake = progress.of >= largeIntake ? progress : undefined;
        onProgress?.(progress);
      },
    });
    intake = undefined;
  }

  async function followOnce(): Promise<void> {
    const led = await withWriter(async (writer, lease) => {
      while (!signal.aborted && lease.isHeld()) {
        if (await hasUnindexed(db)) await drain(writer);
        else if (await takeSome()) continue;
        else hands.forEach(({ rest }) => rest());
        await pause(pollMs, signal);
      }
      return true;
    });
    if (led) return;
    // Somebody else writes; here one only reads what came of it.
    await reader.refresh();
    if (!(await takeSome())) await pause(1_000, signal);
  }

  /** Of what a model of the owner's choice has made; whether there is more of it. */
  async function takeSome(): Promise<boolean> {
    if (!outside || Date.now() < takenAgainAt) return false;
    try {
      return await outside.takeSome();
    } catch (error) {
      if (signal.aborted) return false;
      // Our own model goes on serving.
      log("Vectors of another model could not be taken in; it will be tried again.", { error });
      takenAgainAt = Date.now() + longRetryMs;
      return false;
    }
  }

  async function find(request: IndexRequest): Promise<IndexAnswer> {
    if (!outside || !request.meant) return await reader.find(request);
    // A server takes them in as they come.
    if (!following) while (await takeSome());
    return await reader.find(await outside.withVector(request));
  }

  async function waitForOther(onProgress?: (progress: Progress) => void): Promise<void> {
    const of = await countUnindexed(db);
    for (let left = of; left > 0; left = await countUnindexed(db)) {
      onProgress?.({ done: Math.max(0, of - left), of });
      // Should the other one end meanwhile, this one takes its place.
      if (await index.catchUp(onProgress)) return;
      await sleep(pollMs);
    }
    await reader.refresh();
  }

  const index: SearchIndex = {
    find,
    findEach: reader.findEach,
    count: reader.count,
    intake: () => intake,
    async catchUp(onProgress) {
      const done = await withWriter(async (writer) => {
        await drain(writer, onProgress);
        return true;
      });
      return done ?? false;
    },
    embed: async (onProgress) => (await embedder?.finish(onProgress)) ?? true,
    refresh: () => reader.refresh(),
    async rebuild(onProgress) {
      const done = await withWriter(async (writer) => {
        await writer.reset();
        await drain(writer, onProgress);
        return true;
      });
      if (done) return;
      await markUnindexed(db, "all");
      await waitForOther(onProgress);
    },
    follow() {
      following ??= keepOn(followOnce, {
        signal,
        retryMs,
        failed(error) {
          log("The search index could not take in what has changed; it will be tried again.", {
            error,
          });
          intake = undefined;
        },
      });
      embedder?.follow();
    },
    async close() {
      closing.abort();
      outside?.close();
      await embedder?.close();
      // What they were writing is written again another time.
      await Promise.all(hands.map(({ stop }) => stop()));
      await following;
      await reader.close();
    },
  };
  return index;
}

function ownProgram(name: string): URL {
  return threadProgram(name, import.meta);
}

interface HandsOptions {
  count: number;
  programs: (name: string) => URL;
  signal: AbortSignal;
}

/** Threads that start when they are needed and rest when they were not for a while. */
function startHands(data: WritingThreadData, { count, programs, signal }: HandsOptions) {
  return Array.from({ length: count }, () => {
    let thread: Thread<WritingSkills> | undefined;
    let used = 0;
    async function stop(): Promise<void> {
      const stopping = thread;
      thread = undefined;
      await stopping?.stop();
    }
    return {
      get: (): Thread<WritingSkills> => {
        signal.throwIfAborted();
        used = Date.now();
        thread ??= startThread<WritingSkills>(programs("writing.thread"), {
          data,
          onEnd: () => (thread = undefined),
        });
        return thread;
      },
      rest: (): void => {
        if (Date.now() - used > idleMs && !thread?.isBusy()) void stop();
      },
      stop,
    };
  });
}
