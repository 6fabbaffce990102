// Measures one system at one size: build, disk, memory, and rounds of queries.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { drive, fetchText, type Round } from "./drive.ts";
import { memoryOf } from "./memory.ts";
import { GaveUp, startBroadsheet, startTask, stop, toItsEnd, untilReady } from "./processes.ts";
import type { Query } from "./queries.ts";
import type { Ready } from "./serve.ts";
import type { Answer } from "./system.ts";
import { given } from "./system.ts";
import { systems } from "./systems.ts";
import { takeIn, type TakingIn } from "./taking-in.ts";
import { folderOf } from "./work-folder.ts";

export interface Result {
  system: string;
  papers: number;
  at: string;
  /** Of the machine, over the last minute, before it began. */
  load: number;
  /** When; all else is missing then. */
  gaveUp?: string;
  build?: Build;
  diskMb?: number;
  /** How many papers a query matched on average, for seeing whether all were asked the same. */
  meanTotal?: number;
  /** Resident after the rounds, and the most until then. */
  serving?: { residentMb: number; peakMb: number };
  /** By number of clients. */
  rounds?: Record<string, Round[]>;
  takingIn?: TakingIn;
}

interface Build {
  seconds: number;
  peakMb: number;
  /** Of the program: reading the papers into SQL, which has to be done before. */
  importSeconds?: number;
  importPeakMb?: number;
}

export interface Task {
  system: string;
  size: number;
  papers: string;
  queries: readonly Query[];
}

export const rounds = 3;
export const clientCounts = [1, 8];
/** A round ends when all queries are answered, or else after so long. */
const roundMs = 8_000;
/** Of one client; a median needs some. */
const leastAnswered = 40;
const warmUpMs = 5_000;
export const buildSeconds = 300;
/** The program reads its papers into SQL, which the others do not. */
const importSeconds = 1200;

export async function measure(task: Task): Promise<Result> {
  const { system, size } = task;
  const result: Result = {
    system,
    papers: size,
    at: new Date().toISOString(),
    load: loadavg()[0]!,
  };
  const served = await start(task).catch((error: unknown) => {
    if (!(error instanceof GaveUp)) throw error;
    return error.message;
  });
  if (typeof served === "string") return { ...result, gaveUp: served };
  const { child, build, diskMb, urlOf, totalOf } = served;
  try {
    const urls = task.queries.map(urlOf);
    await drive(urls, { clients: 1, limitMs: warmUpMs });
    if (system === "taking-in") {
      const dataDir = folderOf("broadsheet", size);
      return { ...result, takingIn: await takeIn({ ...task, urls, pid: child.pid!, dataDir }) };
    }
    const measured: Record<string, Round[]> = Object.fromEntries(
      clientCounts.map((clients) => [clients, []]),
    );
    for (let round = 0; round < rounds; round++) {
      for (const clients of clientCounts) {
        const least = clients === 1 ? leastAnswered : 0;
        measured[clients]!.push(await drive(urls, { clients, limitMs: roundMs, least }));
      }
    }
    const totals = await Promise.all(
      urls.slice(0, 20).map(async (url) => totalOf(JSON.parse(await fetchText(url)) as Answer)),
    );
    return {
      ...result,
      ...(build && { build }),
      ...(diskMb !== undefined && { diskMb }),
      meanTotal: totals.reduce((sum, total) => sum + total, 0) / totals.length,
      serving: memoryOf(child.pid!),
      rounds: measured,
    };
  } finally {
    await stop(child);
  }
}

interface Served {
  child: ChildProcess;
  build?: Build;
  diskMb?: number;
  urlOf: (query: Query) => string;
  totalOf: (answer: Answer) => number;
}

async function start(task: Task): Promise<Served> {
  const { system: name, size } = task;
  if (!(name in systems)) return await startProgram(task);
  const { build } = systems[name]!;
  const folder = folderOf("as" in build ? build.as : name, size);
  let built: Build | undefined;
  if ("as" in build) mustBeThere(folder, build.as);
  if ("build" in build) {
    empty(folder);
    built = await toItsEnd(startTask("build", name, task.papers, folder), buildSeconds);
  }
  const child = startTask("serve", name, task.papers, folder);
  const ready = once(child, "message").then(([message]) => message as Ready);
  const { port, seconds } = await untilReady(child, ready, buildSeconds);
  if (build.on === "memory") built = { seconds, peakMb: memoryOf(child.pid!).peakMb };
  return {
    child,
    ...(built && { build: built }),
    ...("build" in build && { diskMb: megabytesIn(folder) }),
    urlOf: (query) => `http://127.0.0.1:${port}/?q=${encodeURIComponent(query.join(" "))}`,
    totalOf: ({ total }) => total,
  };
}

/** How Broadsheet is asked, where it is not for identifiers by any of the words, which meaning does not read. */
const asking: Readonly<Record<string, { path?: string; between?: string; sort?: string }>> = {
  "broadsheet-whole": { path: "search" },
  "broadsheet-both": { between: " " },
  "broadsheet-meaning": { between: " ", sort: "meaning" },
};

/** Broadsheet itself, filled and served by its own commands. */
async function startProgram({ system, size, papers }: Task): Promise<Served> {
  const folder = folderOf("broadsheet", size);
  let built: Build | undefined;
  if (system === "broadsheet") {
    empty(folder);
    const imported = await toItsEnd(startBroadsheet(["import", papers], folder), importSeconds);
    const build = await toItsEnd(startBroadsheet(["index", "--rebuild"], folder), buildSeconds);
    built = { ...build, importSeconds: imported.seconds, importPeakMb: imported.peakMb };
  }
  mustBeThere(folder, "broadsheet");
  const child = startBroadsheet(["serve"], folder);
  const ready = once(child.stdout!, "data").then(([line]) => /http:\S+/.exec(String(line))![0]);
  const address = await untilReady(child, ready, buildSeconds);
  child.stdout!.resume();
  const {
    path = "search/identifiers",
    between = " OR ",
    sort = "relevance",
  } = asking[system] ?? {};
  return {
    child,
    ...(built && { build: built, diskMb: megabytesIn(join(folder, "search")) }),
    urlOf: (query) =>
      `${address}/api/v1/${path}?q=${encodeURIComponent(query.join(between))}&sort=${sort}&limit=${given}`,
    totalOf: ({ total }) => total,
  };
}

/** What is asked in another way has to be built before. */
function mustBeThere(folder: string, system: string): void {
  if (existsSync(folder)) return;
  throw new Error(`There is no ${folder}; measure ${system} at this size first, with --again.`);
}

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function megabytesIn(folder: string): number {
  let bytes = 0;
  for (const file of readdirSync(folder, { recursive: true })) {
    const found = statSync(join(folder, String(file)), { throwIfNoEntry: false });
    if (found?.isFile()) bytes += found.size;
  }
  return Math.round(bytes / 2 ** 20);
}
