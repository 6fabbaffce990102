// Search beside what else there is: 50,000, 350,000 and a million papers, each system a server of
// its own, asked over HTTP. `--sizes 50000` and `--systems broadsheet,fts5` take a part of it;
// what was measured before is not measured again unless `--again` says so.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataFile } from "./data.ts";
import { drawChart } from "./search/chart.ts";
import { buildSeconds, measure, type Result } from "./search/measure.ts";
import { makePapers, papersFile } from "./search/papers.ts";
import { startTask, toItsEnd } from "./search/processes.ts";
import { makeQueries, queriesFile, type Query } from "./search/queries.ts";
import { installRivals } from "./search/rivals.ts";
import { buildSystem, serveSystem } from "./search/serve.ts";
import { described } from "./search/systems.ts";
import { report } from "./search/table.ts";
import { workFolder } from "./search/work-folder.ts";

const [task, ...words] = process.argv.slice(2);
if (task === "prepare") {
  await makePapers(Number(words[0]));
  await makeQueries(Number(words[0]));
} else if (task === "build") await buildSystem(words[0]!, words[1]!, words[2]!);
else if (task === "serve") await serveSystem(words[0]!, words[1]!, words[2]!);
else await run();

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "50000,350000,1000000" },
      systems: { type: "string", default: Object.keys(described).join(",") },
      again: { type: "boolean", default: false },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const wanted = values.systems.split(",");
  const unknown = wanted.filter((name) => !(name in described));
  if (unknown.length > 0 || sizes.some((size) => !(size > 0))) {
    console.error(`There are the systems ${Object.keys(described).join(", ")}; sizes are numbers.`);
    process.exit(2);
  }
  dataFile("arxiv-stream/stream.jsonl.gz");
  installRivals();
  const results: Result[] = [];
  for (const size of sizes) {
    // In a process of its own, so that the one that takes the times stays small.
    await toItsEnd(startTask("prepare", String(size)), buildSeconds);
    const papers = papersFile(size);
    const queries = JSON.parse(readFileSync(queriesFile(size), "utf8")) as Query[];
    for (const system of Object.keys(described).filter((name) => wanted.includes(name))) {
      const file = resultFile(system, size);
      const before = values.again ? undefined : readResult(file);
      if (!before) console.error(`${system}, ${size} papers …`);
      const result =
        before ??
        givenUpBefore(results, system, size) ??
        (await measure({ system, size, papers, queries }));
      writeFileSync(file, JSON.stringify(result, null, 2));
      results.push(result);
    }
  }
  const command = `npm run bench -- search${process.argv
    .slice(2)
    .map((word) => ` ${word}`)
    .join("")}`;
  console.log(report(results, command));
  // A chart of a part would take the place of the whole one.
  if (sizes.length > 1 && wanted.length > 1) {
    const all = sizes.length === 3 && wanted.length === Object.keys(described).length;
    const path = all ? "docs/search-latency.svg" : join(workFolder, "search-latency.svg");
    writeFileSync(path, drawChart(results));
    console.error(`The chart is in ${path}.`);
  }
}

function resultFile(system: string, size: number): string {
  const folder = join(workFolder, "results");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${system}-${size}.json`);
}

function readResult(file: string): Result | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Result) : undefined;
}

/** Who could not take in fewer papers in time, or would not these at that pace, is not asked to. */
function givenUpBefore(
  results: readonly Result[],
  system: string,
  size: number,
): Result | undefined {
  const before = results.findLast((each) => each.system === system && each.papers < size);
  if (!before) return undefined;
  const smaller = before.papers.toLocaleString("en-US");
  const seconds = ((before.build?.seconds ?? 0) * size) / before.papers;
  const gaveUp = before.gaveUp
    ? `at ${smaller} already`
    : seconds > 1.5 * buildSeconds
      ? `before it began: ${Math.round(seconds)} s at the pace of ${smaller} papers`
      : undefined;
  return gaveUp === undefined
    ? undefined
    : { system, papers: size, at: new Date().toISOString(), load: before.load, gaveUp };
}
