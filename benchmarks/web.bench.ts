// How many pages and answers of the API the program gives, beside a bare Hono page and answer of the same
// size in the same run; and how large they and what browsers load are. Each is asked for as strangers do
// when a crowd comes (the same again and again), and each time anew (each accepts something else), so that
// no two requests share an answer. `--rounds` and `--seconds` change the numbers.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { dataFile, inTemporaryFolder } from "./data.ts";
import { startBroadsheet, stop, toItsEnd } from "./search/processes.ts";
import { kill, serve } from "./votes/server.ts";
import { serveBare, type Bare } from "./web/bare.tsx";
import { ask, load, type Load } from "./web/load.ts";

const task = "bare";

if (process.argv[2] === task) await serveBare();
else await measure();

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "3" },
    },
  });
  const [rounds, seconds] = [values.rounds, values.seconds].map(Number) as [number, number];
  const papers = dataFile("arxiv-stream/stream.jsonl.gz");
  await inTemporaryFolder(async (folder) => {
    await toItsEnd(startBroadsheet(["import", papers], folder), 600);
    const program = await serve(folder);
    const at = loadavg()[0]!;
    const page = await textOf(program.port, "/");
    const doors = {
      "edition page": "/",
      API: "/api/daily_papers",
      "API v1": await newest(program.port),
    };
    console.log(
      `54,002 papers; ${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
        `Node ${process.versions.node}, load ${at.toFixed(1)} when it began; ${rounds} rounds of ${seconds} s each.\n`,
    );
    console.log(
      "| what | bytes | asked | answers a second, least to most | of a bare one | work each |",
    );
    console.log("| --- | --- | --- | --- | --- | --- |");
    for (const [name, path] of Object.entries(doors)) {
      const text = await textOf(program.port, path);
      const json: unknown = name === "edition page" ? {} : JSON.parse(text);
      const bare = await startBare({ pageBytes: Buffer.byteLength(page), json });
      const barePath = name === "edition page" ? "/page" : "/json";
      for (const encoding of ["identity", "gzip"]) {
        const headers = () => ({ "Accept-Encoding": encoding });
        const anew = (n: number) => ({ ...headers(), Accept: `*/*, text/x-${n}` });
        const seen = { bare: [] as Load[], crowd: [] as Load[], anew: [] as Load[] };
        for (let round = 0; round < rounds; round++) {
          seen.bare.push(await load({ ...bare, path: barePath, headers }, seconds));
          seen.crowd.push(await load({ ...program, path, headers }, seconds));
          seen.anew.push(await load({ ...program, path, headers: anew }, seconds));
        }
        const bytes = await ask({ ...program, path, headers });
        for (const [how, loads] of Object.entries(seen)) {
          tell({ name, bytes, encoding, how, loads, bare: seen.bare });
        }
      }
      await stop(bare.child);
    }
    await kill(program, "SIGTERM");
    tellSizes();
  });
}

async function startBare(said: Bare) {
  const child = fork(process.argv[1]!, [task], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send(said);
  const [port] = (await once(child, "message")) as [number];
  return { child, port, pid: child.pid! };
}

async function textOf(port: number, path: string): Promise<string> {
  return await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

async function newest(port: number): Promise<string> {
  const [, day = ""] = /href="\/day\/(\d{4}-\d\d-\d\d)/.exec(await textOf(port, "/")) ?? [];
  return `/api/v1/editions/${day}/papers`;
}

interface Telling {
  name: string;
  bytes: number;
  encoding: string;
  how: string;
  loads: readonly Load[];
  bare: readonly Load[];
}

function tell({ name, bytes, encoding, how, loads, bare }: Telling): void {
  const rates = loads.map(({ perSecond }) => perSecond).toSorted((one, other) => one - other);
  const share = median(rates) / median(bare.map(({ perSecond }) => perSecond));
  const cells = [
    how === "bare" ? `bare Hono, as long as the ${name}` : name,
    `${kb(bytes)} ${encoding}`,
    how === "anew" ? "each anew" : "the same",
    `${figure(median(rates))} (${figure(rates[0]!)} to ${figure(rates.at(-1)!)})`,
    how === "bare" ? "" : `${Math.round(100 * share)} %`,
    `${median(loads.map(({ workMs }) => workMs)).toFixed(2)} ms`,
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

/** What browsers load with a page, as it is sent. */
function tellSizes(): void {
  const folder = join(process.cwd(), "dist/static");
  console.log("\n| what browsers load | plain | gzip |\n| --- | --- | --- |");
  for (const file of readdirSync(folder)
    .filter((each) => /\.(js|css)$/.test(each))
    .toSorted()) {
    const bytes = readFileSync(join(folder, file));
    console.log(`| ${file} | ${kb(bytes.length)} | ${kb(gzipSync(bytes).length)} |`);
  }
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)]!;
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function figure(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}
