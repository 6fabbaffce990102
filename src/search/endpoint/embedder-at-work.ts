// Has vectors made of all papers in the background: one process of an instance does, for as long as it
// runs; what an endpoint does not answer is asked again later and later.
import { setTimeout as sleep } from "node:timers/promises";
import { withLease } from "../../store/leases.ts";
import type { Database } from "../../store/tables.ts";
import { keepOn, pause } from "../../keep-on.ts";
import { startThread, threadProgram, type Thread } from "../../thread.ts";
import type { Progress } from "../progress.ts";
import { noteFault } from "./embedding-fault.ts";
import type { EmbeddingSkills, EmbeddingStep, EmbeddingThreadData } from "./embedding.thread.ts";
import { modelNameOf, type Endpoint } from "./endpoint.ts";
import { countVectors } from "./stored-vectors.ts";

export interface EmbedderAtWork {
  /** Until none lacks one; `false` where another process is there to do it. @throws Error where the endpoint gives none. */
  finish(onProgress?: (progress: Progress) => void): Promise<boolean>;
  /** As papers come, until it is closed. */
  follow(): void;
  close(): Promise<void>;
}

interface EmbedderOptions {
  db: Database;
  dataDir: string;
  endpoint: Endpoint;
  /** Where the programs of threads lie. */
  programs?: ((name: string) => URL) | undefined;
  log: (message: string, fields?: object) => void;
}

const pollMs = 1_000;
const leastPauseMs = 2_000;
const longestPauseMs = 300_000;
/** A command waits no longer for an endpoint that is busy. */
const patienceMs = 90_000;

export function openEmbedderAtWork(options: EmbedderOptions): EmbedderAtWork {
  const { db, dataDir, endpoint, programs = ownProgram, log } = options;
  const closing = new AbortController();
  const { signal } = closing;
  let thread: Thread<EmbeddingSkills> | undefined;
  let following: Promise<void> | undefined;
  let failures = 0;
  let toldFault: string | undefined;
  /** Another process may have noted something before. */
  let isNoted = false;

  async function step(): Promise<EmbeddingStep> {
    signal.throwIfAborted();
    thread ??= startThread<EmbeddingSkills>(programs("embedding.thread"), {
      data: { dataDir, endpoint } satisfies EmbeddingThreadData,
      onEnd: () => (thread = undefined),
    });
    const step = await thread.ask("step", undefined as never);
    await note(step);
    return step;
  }

  /** Tells what is new, once. */
  async function note({ fault }: EmbeddingStep): Promise<void> {
    failures = fault ? failures + 1 : 0;
    if (isNoted && fault?.message === toldFault) return;
    isNoted = true;
    await noteFault(db, fault && { message: fault.message, at: new Date().toISOString() });
    if (fault && fault.message !== toldFault) log(`Papers wait for vectors: ${fault.message}`);
    toldFault = fault?.message;
  }

  function pauseAfter({ papers, fault }: EmbeddingStep): number {
    if (!fault) return papers > 0 ? 0 : pollMs;
    const pauseMs = Math.min(longestPauseMs, leastPauseMs * 2 ** (failures - 1));
    return Math.max(pauseMs, (fault.retryAt?.getTime() ?? 0) - Date.now());
  }

  async function followOnce(): Promise<void> {
    const name = modelNameOf(endpoint);
    let told = 0;
    await withLease(db, "embeddings", async (lease) => {
      while (!signal.aborted && lease.isHeld()) {
        const done = await step();
        told += done.papers;
        if (told > 0 && done.papers === 0 && !done.fault) {
          const { done: papers, of } = await countVectors(db, name);
          log(`${papers} of ${of} papers have a vector of ${name}.`);
          told = 0;
        }
        await pause(pauseAfter(done), signal);
      }
    });
    await pause(pollMs, signal);
  }

  return {
    async finish(onProgress) {
      const name = modelNameOf(endpoint);
      const ended = await withLease(db, "embeddings", async (lease) => {
        const { done: before, of: all } = await countVectors(db, name);
        const of = all - before;
        let done = 0;
        while (lease.isHeld()) {
          const result = await step();
          const pauseMs = pauseAfter(result);
          if (result.fault) {
            if (failures > 3 || pauseMs > patienceMs) throw new Error(result.fault.message);
            await sleep(pauseMs, undefined, { signal });
            continue;
          }
          if (result.papers === 0) return true;
          done += result.papers;
          // Papers may have come or changed meanwhile.
          onProgress?.({ done, of: Math.max(done, of) });
        }
        return false;
      });
      return ended ?? false;
    },
    follow() {
      following ??= keepOn(followOnce, {
        signal,
        retryMs: longestPauseMs,
        failed: (error) =>
          log("Vectors of papers could not be made; it will be tried again.", { error }),
      });
    },
    async close() {
      closing.abort();
      // What it was asking for is asked for another time.
      await thread?.stop();
      await following;
    },
  };
}

function ownProgram(name: string): URL {
  return threadProgram(name, import.meta);
}
