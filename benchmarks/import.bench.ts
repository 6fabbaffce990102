// How long the 54,002 papers of a year's stream take to be imported, three times into a fresh
// instance and once over themselves; beside it SQLite's own bulk insert of the same rows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { importFile } from "../src/catalogue/import.ts";
import { openDatabase } from "../src/store/database.ts";
import { dataFile, inTemporaryFolder } from "./data.ts";

const stream = dataFile("arxiv-stream/stream.jsonl.gz");
const now = new Date();

for (const round of [1, 2, 3]) {
  await inTemporaryFolder(async (folder) => {
    const db = openDatabase(folder);
    const fresh = await timed(() => importFile(db, stream, { now }));
    console.log(`import, round ${round}: ${fresh.seconds} s, ${JSON.stringify(fresh.result)}`);
    if (round === 3) {
      const again = await timed(() => importFile(db, stream, { now }));
      console.log(`import again: ${again.seconds} s, ${JSON.stringify(again.result)}`);
    }
    await db.destroy();
  });
}
console.log(`peak memory of all rounds: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

for (const round of [1, 2, 3]) {
  await inTemporaryFolder(async (folder) => {
    const { seconds } = await timed(async () => bulkInsert(join(folder, "bulk.sqlite")));
    console.log(`SQLite's own bulk insert, round ${round}: ${seconds} s`);
  });
}

async function timed<Result>(act: () => Promise<Result>) {
  const start = performance.now();
  const result = await act();
  return { result, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

/** The floor: parse each line, insert it as it is, index its words; no checks, no merging. */
function bulkInsert(path: string): void {
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
  const lines = gunzipSync(readFileSync(stream)).toString("utf8").trim().split("\n");
  sqlite.exec("begin");
  for (const [index, line] of lines.entries()) {
    const { id, title, abstract, authors } = JSON.parse(line);
    paper.run(index, id, title, abstract, JSON.stringify(authors));
    words.run(index, title, authors.join("; "), abstract);
    if (index % 1000 === 999) sqlite.exec("commit; begin");
  }
  sqlite.exec("commit");
  sqlite.close();
}
