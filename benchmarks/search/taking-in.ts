// Papers are taken in while readers search: 2,000 of them, half new and half changed, imported by
// the program's own command beside the server, at a steady rate of queries.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { driveSteadily, fetchText } from "./drive.ts";
import { memoryOf } from "./memory.ts";
import { identifierOf, readRecords, type BenchmarkPaper } from "./papers.ts";
import { startBroadsheet, toItsEnd } from "./processes.ts";
import { workFolder } from "./work-folder.ts";

type Seen = Awaited<ReturnType<typeof driveSteadily>>;

export interface TakingIn {
  perSecond: number;
  rounds: {
    idle: Seen;
    during: Seen;
    importSeconds: number;
    /** After the import had ended. */
    findableMs: number;
  }[];
  /** Of the server, until the end. */
  peakMb: number;
}

/** Fewer where there are not four times as many. */
const taken = 2000;
const rounds = 3;
const perSecond = 100;
const idleMs = 15_000;
/** Segments are merged a little later. */
const afterwardsMs = 3_000;
const mostMs = 60_000;

export async function takeIn({
  urls,
  papers,
  pid,
  dataDir,
}: {
  urls: readonly string[];
  papers: string;
  pid: number;
  dataDir: string;
}): Promise<TakingIn> {
  const origin = new URL(urls[0]!).origin;
  const seen: TakingIn["rounds"] = [];
  for (let round = 0; round < rounds; round++) {
    const marker = freshWord();
    const { file, count } = await writePapers(papers, { round, marker });
    const idle = await searchWhile(urls, sleep(idleMs));
    let importSeconds = 0;
    let findableMs = 0;
    const during = await searchWhile(
      urls,
      (async () => {
        ({ seconds: importSeconds } = await toItsEnd(
          startBroadsheet(["import", file], dataDir),
          120,
        ));
        findableMs = await untilFound(
          `${origin}/api/v1/search/identifiers?q=${marker}&limit=1`,
          count,
        );
        await sleep(afterwardsMs);
      })(),
    );
    seen.push({ idle, during, importSeconds, findableMs });
  }
  return { perSecond, rounds: seen, peakMb: memoryOf(pid).peakMb };
}

/** One that no paper holds yet. */
function freshWord(): string {
  return `zyx${Date.now()
    .toString(26)
    .replaceAll(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!)}`;
}

async function searchWhile(urls: readonly string[], work: Promise<unknown>): Promise<Seen> {
  const over = new AbortController();
  const searching = driveSteadily(urls, { perSecond, signal: over.signal });
  try {
    await work;
  } finally {
    over.abort();
  }
  return await searching;
}

async function untilFound(url: string, count: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { total } = JSON.parse(await fetchText(url)) as { total: number };
    const ms = performance.now() - began;
    if (total === count) return ms;
    if (ms > mostMs) throw new Error(`Of ${count} papers taken in, ${total} are found.`);
    await sleep(20);
  }
}

/** Every second one is a paper that is there, with another abstract; all hold the marker. */
async function writePapers(
  papers: string,
  { round, marker }: { round: number; marker: string },
): Promise<{ file: string; count: number }> {
  const lines: string[] = [];
  // What is new has to be new when this is measured again, too.
  const fresh = 1_000_000 + (Math.floor(Date.now() / 1000) % 25_000) * taken;
  let number = 0;
  for await (const paper of readRecords(papers)) {
    // Other papers in each round.
    if (number++ % 4 !== round) continue;
    const written: BenchmarkPaper & { updated?: string } =
      lines.length % 2 === 0
        ? { ...paper, updated: "2026-12-31", abstract: `${paper.abstract} ${marker}` }
        : {
            ...paper,
            id: identifierOf(fresh + lines.length),
            abstract: `${marker} ${paper.abstract}`,
          };
    lines.push(JSON.stringify(written));
    if (lines.length === taken) break;
  }
  const file = join(workFolder, `taken-in-${round}.jsonl`);
  writeFileSync(file, lines.join("\n"));
  return { file, count: lines.length };
}
