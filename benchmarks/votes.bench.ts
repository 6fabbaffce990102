// Whether votes are exact and lasting: readers who vote all at once against the program as its users
// start it, over HTTP; then what was answered is held against what is shown and what lies in the
// database. After that they vote on while the program is killed with SIGKILL again and again.
// `--voters`, `--votes`, `--papers`, `--kills` and `--seed` change the numbers.
import { cpus, loadavg, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { seededRandom } from "../src/search/evaluation/random.ts";
import { inTemporaryFolder } from "./data.ts";
import { memoryOf, type Memory } from "./search/memory.ts";
import { countDrift, type Drift } from "./votes/drift.ts";
import { fillInstance, readRows } from "./votes/instance.ts";
import { kill, serve, type Server } from "./votes/server.ts";
import { openVoter, type Voter } from "./votes/voter.ts";

const { values } = parseArgs({
  options: {
    voters: { type: "string", default: "100" },
    votes: { type: "string", default: "10000" },
    papers: { type: "string", default: "50" },
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
  },
});
const [voters, votes, papers, kills, seed] = [
  values.voters,
  values.votes,
  values.papers,
  values.kills,
  values.seed,
].map(Number) as [number, number, number, number, number];

await inTemporaryFolder(async (folder) => {
  const loadBefore = loadavg()[0]!;
  const filled = await fillInstance(folder, { voters, papers });
  const random = seededRandom(seed);

  let server = await serve(folder);
  const people = await Promise.all(
    filled.cookies.map((cookie, n) =>
      openVoter(server, { cookie, papers, reader: filled.readers[n]! }),
    ),
  );
  const rested = memoryOf(server.pid);
  const seconds = await voteAll(people, server, random);
  const memory = memoryOf(server.pid);
  const drift = await countDrift(server, { people, papers, rows: readRows(folder) });
  await kill(server, "SIGTERM");

  const casualties = { acknowledged: 0, lost: 0 };
  for (let round = 0; round < kills; round++) {
    server = await serve(folder);
    const before = acknowledgedBy(people);
    const killing = killAmongVotes(server, people, random);
    await Promise.all(people.map((voter) => voter.voteUntilItFails(server, random)));
    await killing;
    casualties.acknowledged += acknowledgedBy(people) - before;
    const rows = readRows(folder);
    for (const voter of people) casualties.lost += voter.settle(rows);
  }
  tell({ seconds, people, rested, memory, drift, casualties, loadBefore });
  if (drift.answered + drift.shown + drift.rows + casualties.lost > 0) process.exitCode = 1;
});

/** All at once, each one vote after the other. @returns how many seconds it took. */
async function voteAll(people: Voter[], server: Server, random: () => number): Promise<number> {
  const began = performance.now();
  await Promise.all(
    people.map(async (voter) => {
      for (let n = 0; n < votes / voters; n++) await voter.voteForAny(server, random);
    }),
  );
  return (performance.now() - began) / 1000;
}

/** Some time after the first of them was answered. */
async function killAmongVotes(
  server: Server,
  people: readonly Voter[],
  random: () => number,
): Promise<void> {
  const before = acknowledgedBy(people);
  while (acknowledgedBy(people) === before) await sleep(1);
  await sleep(400 * random());
  await kill(server, "SIGKILL");
}

function acknowledgedBy(people: readonly Voter[]): number {
  return people.reduce((sum, { latencies }) => sum + latencies.length, 0);
}

interface Seen {
  seconds: number;
  people: Voter[];
  rested: Memory;
  memory: Memory;
  drift: Drift;
  casualties: { acknowledged: number; lost: number };
  loadBefore: number;
}

function tell({ seconds, people, rested, memory, drift, casualties, loadBefore }: Seen): void {
  const latencies = people
    .flatMap((voter) => voter.latencies.slice(0, votes / voters))
    .toSorted((one, other) => one - other);
  const at = (share: number) =>
    `${latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))]!.toFixed(0)} ms`;
  const rows = [
    ["votes a second", (votes / seconds).toFixed(0)],
    ["latency p50, p99, most", [at(0.5), at(0.99), at(1)].join(", ")],
    ["drift, answered to acknowledged", String(drift.answered)],
    ["drift, shown (page and API) to acknowledged", String(drift.shown)],
    ["drift, COUNT(*) to acknowledged", String(drift.rows)],
    [
      "memory of the program, before and after, most",
      `${rested.residentMb}, ${memory.residentMb}, ${memory.peakMb} MB`,
    ],
    [
      `killed ${kills} times among votes: acknowledged, lost`,
      `${figure(casualties.acknowledged)}, ${casualties.lost}`,
    ],
  ];
  console.log(
    `${figure(votes)} votes by ${voters} readers at once for ${papers} papers; ` +
      `${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `Node ${process.versions.node}, load ${loadBefore.toFixed(1)} when it began, seed ${seed}.\n`,
  );
  console.log(["| what | seen |", "| --- | --- |"].join("\n"));
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

function figure(number: number): string {
  return number.toLocaleString("en-US");
}
