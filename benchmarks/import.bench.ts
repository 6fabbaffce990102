// How long papers take to come in from files, and what it costs: the 54,002 of a year's stream and
// the 210,183 of four years of arXiv, into a fresh instance and once over themselves; beside each
// SQLite's own bulk insert of the same rows. Every measurement is a process of its own, so that its
// peak memory is its own too.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { importFile } from "../src/catalogue/import.ts";
import { openDatabase } from "../src/store/database.ts";
import { dataFile, inTemporaryFolder } from "./data.ts";

const corpora: Record<string, string[]> = {
  "54,002 of a year": [dataFile("arxiv-stream/stream.jsonl.gz")],
  "210,183 of four years": [2015, 2016, 2017, 2018].map((year) =>
    dataFile(`arxiv-metadata/arxiv-${year}.jsonl.gz`),
  ),
};
const rounds = 3;

const [task, corpus, round] = process.argv.slice(2);
if (task === "import") await measureImport(corpora[corpus!]!, `${corpus}, round ${round}`);
else if (task === "bulk") await measureBulk(corpora[corpus!]!, `${corpus}, round ${round}`);
else {
  for (const name of Object.keys(corpora)) {
    for (let count = 1; count <= rounds; count++) {
      await inOwnProcess("import", name, String(count));
      await inOwnProcess("bulk", name, String(count));
    }
  }
}

async function inOwnProcess(...words: string[]): Promise<void> {
  const child = fork(process.argv[1]!, words);
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) process.exitCode = 1;
}

async function measureImport(files: string[], name: string): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const db = openDatabase(folder);
    for (const which of ["import", "import again"]) {
      const { seconds, result } = await timed(async () => {
        const sum: Record<string, number> = {};
        for (const file of files) {
          const { receipt } = await importFile(db, file, { now: new Date() });
          for (const [key, count] of Object.entries(receipt)) sum[key] = (sum[key] ?? 0) + count;
        }
        return sum;
      });
      console.log(`${name}, ${which}: ${seconds} s, ${peakMb()} MB, ${JSON.stringify(result)}`);
    }
    await db.destroy();
  });
}

async function measureBulk(files: string[], name: string): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const { seconds } = await timed(async () => bulkInsert(join(folder, "bulk.sqlite"), files));
    console.log(`${name}, SQLite's own bulk insert: ${seconds} s, ${peakMb()} MB`);
  });
}

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

async function timed<Result>(act: () => Promise<Result>) {
  const start = performance.now();
  const result = await act();
  return { result, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

/** The floor: parse each line, insert it as it is, index its words; no checks, no merging. */
function bulkInsert(path: string, files: readonly string[]): void {
  const sqlite = new DatabaseSync(path);
  sqlite.exec("pragma journal_mode = wal; pragma synchronous = full;");
  sqlite.exec(
    "create table papers (id integer primary key, identifier text unique, title, abstract, authors)",
  );
  sqlite.exec("create virtual table words using fts5 (title, authors, abstract, content = '')");
  const paper = sqlite.prepare("insert into papers values (?, ?, ?, ?, ?)");
  const words = sqlite.prepare(
    "insert into words (rowid, title, authors, abstract) values (?, ?, ?, ?)",
  );
  let row = 0;
  sqlite.exec("begin");
  for (const file of files) {
    const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
    for (const line of lines) {
      const { id, title, abstract, authors } = JSON.parse(line);
      row++;
      paper.run(row, id, title, abstract, JSON.stringify(authors));
      words.run(row, title, [authors].flat().join("; "), abstract);
      if (row % 1000 === 0) sqlite.exec("commit; begin");
    }
  }
  sqlite.exec("commit");
  sqlite.close();
}
