// The processes that are measured: started, watched for time and memory, and ended.
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { memoryOf } from "./memory.ts";

/** For those that keep everything in memory; Node's own limit lies lower. */
const heapMb = 8192;

export class GaveUp extends Error {
  override name = "GaveUp";
}

/** A task of this benchmark in a process of its own. */
export function startTask(...words: string[]): ChildProcess {
  return fork(process.argv[1]!, words, {
    execArgv: [`--max-old-space-size=${heapMb}`],
    // LanceDB would warn at every query.
    env: { ...process.env, LANCEDB_LOG: "error" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

/** The program as its users start it. */
export function startBroadsheet(words: string[], dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(process.cwd(), "start.mjs"), ...words], {
    // Where no file of the developer's own settings lies.
    cwd: dataDir,
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: dataDir,
      SOURCES: "none",
      LOG_LEVEL: "warn",
      PORT: "0",
      // More is asked than anybody asks.
      API_PER_MINUTE: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Waits until it has ended well. @returns how long that took, and the most memory it had. */
export async function toItsEnd(child: ChildProcess, limitSeconds: number) {
  const began = performance.now();
  child.stdout?.resume();
  let peakMb = 0;
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const watching = watch(child, limitSeconds, (peak) => (peakMb = Math.max(peakMb, peak)));
  const [code, signal] = await ended;
  const tooLong = await watching;
  if (tooLong) throw new GaveUp(`after ${limitSeconds} s of building`);
  if (code !== 0) throw failure(code, signal);
  return { seconds: (performance.now() - began) / 1000, peakMb };
}

/** Waits for the first thing that it says. @returns `undefined` from `first` says that it ended. */
export async function untilReady<Said>(
  child: ChildProcess,
  first: Promise<Said>,
  limitSeconds: number,
): Promise<Said> {
  const ended = once(child, "exit").then(([code, signal]) => {
    throw failure(code as number | null, signal as NodeJS.Signals | null);
  });
  // It ends later, too, when it is no longer waited for.
  ended.catch(() => {});
  const over = new AbortController();
  const late = sleep(1000 * limitSeconds, undefined, { signal: over.signal }).then(() => {
    throw new GaveUp(`after ${limitSeconds} s of building`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([first, ended, late]);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    over.abort();
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** @returns whether it had to be ended. */
async function watch(
  child: ChildProcess,
  limitSeconds: number,
  see: (peakMb: number) => void,
): Promise<boolean> {
  const end = performance.now() + 1000 * limitSeconds;
  while (child.exitCode === null && child.signalCode === null) {
    see(memoryOf(child.pid!).peakMb);
    if (performance.now() > end) {
      child.kill("SIGKILL");
      return true;
    }
    await sleep(100);
  }
  return false;
}

function failure(code: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === "SIGABRT" || code === 134) {
    return new GaveUp(`with a heap of ${heapMb / 1024} GB full`);
  }
  return new Error(`A process of the benchmark ended with ${signal ?? `exit code ${code}`}.`);
}
