// How long a paper's page takes on which much is said: the whole answer as the server makes it, for a
// stranger and for a reader, when nothing is rendered yet (cold) and when it was before (warm).
// Beside the time by the clock stands what the thread that serves worked for it, which other work on the
// machine does not lengthen. `--comments` and `--rounds` change the numbers.
import { cpus, loadavg, totalmem } from "node:os";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";
import { createApp } from "../src/app.ts";
import { findPaper } from "../src/catalogue/papers.ts";
import { listPlaces } from "../src/community/discussion/comments.ts";
import { growThreads, pageThreads } from "../src/community/discussion/threads.ts";
import { inTemporaryFolder, spread } from "./data.ts";
import { fillDiscussion } from "./discussion/instance.ts";

/** In milliseconds. */
interface Taken {
  clock: number;
  work: number;
}

const { values } = parseArgs({
  options: {
    comments: { type: "string", default: "1000" },
    rounds: { type: "string", default: "50" },
  },
});
const [comments, rounds] = [values.comments, values.rounds].map(Number) as [number, number];

await inTemporaryFolder(async (folder) => {
  const { options, identifier, cookie, close } = await fillDiscussion(folder, { comments });
  const path = `/papers/${identifier}`;
  const load = loadavg()[0]!;
  const rows: [string, string][] = [];
  for (const [who, headers] of [
    ["stranger", {}],
    ["reader", { Cookie: cookie }],
  ] as const) {
    const cold: Taken[] = [];
    const warm: Taken[] = [];
    let page = "";
    // The program itself is warmed up by another instance of it.
    const ask = async (app: { request: typeof started.request }, times: Taken[]) => {
      const began = performance.now();
      const before = process.threadCpuUsage();
      const answer = await app.request(path, { headers });
      page = await answer.text();
      const { user, system } = process.threadCpuUsage(before);
      times.push({ clock: performance.now() - began, work: (user + system) / 1000 });
      if (answer.status !== 200) throw new Error(`The page answered ${answer.status}.`);
    };
    const started = createApp(options);
    await ask(started, []);
    for (let n = 0; n < rounds; n++) await ask(createApp(options), cold);
    for (let n = 0; n < rounds; n++) await ask(started, warm);
    for (const [how, times] of [
      ["nothing rendered before", cold],
      ["rendered before", warm],
    ] as const) {
      rows.push([`${who}, ${how}, by the clock`, spread(times.map(({ clock }) => clock))]);
      rows.push([`${who}, ${how}, work`, spread(times.map(({ work }) => work))]);
    }
    const shown = page.match(/<article class="comment"/g)?.length ?? 0;
    const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`;
    rows.push([
      `${who}, the page`,
      `${shown} comments, ${kb(Buffer.byteLength(page))}, ${kb(gzipSync(page).length)} compressed`,
    ]);
  }
  const paper = await findPaper(options.db, `arxiv:${identifier}`);
  const parts = { read: [] as number[], grown: [] as number[] };
  for (let n = 0; n < rounds; n++) {
    const began = performance.now();
    const all = await listPlaces(options.db, {
      paper: paper!.id,
      viewer: undefined,
      withVotes: true,
    });
    const read = performance.now();
    pageThreads(growThreads(all, "votes"), { levels: 2, page: 1 });
    parts.read.push(read - began);
    parts.grown.push(performance.now() - read);
  }
  rows.push(["of that: read from the database", spread(parts.read)]);
  rows.push(["of that: put into threads and pages", spread(parts.grown)]);
  console.log(
    `${comments.toLocaleString("en-US")} comments on one paper, mathematics in two of three; ` +
      `${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `Node ${process.versions.node}, load ${load.toFixed(1)} when it began.\n`,
  );
  console.log(["| what | seen |", "| --- | --- |"].join("\n"));
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
  await close();
});
