// Whether a paper is found first by its own title, among the 54,002 of a year's stream: every 27th
// of those, and the 73 of a saved page, whose titles are damaged as such pages damage them.
import { importFile } from "../src/catalogue/import.ts";
import { openSearchIndex } from "../src/search/index/search-index.ts";
import { searchPapers } from "../src/search/search.ts";
import { openDatabase } from "../src/store/database.ts";
import { dataFile, inTemporaryFolder, spread } from "./data.ts";

const stream = dataFile("arxiv-stream/stream.jsonl.gz");
const page = dataFile("../seed/daily-papers-jul-31.txt");
const now = new Date();
const today = now.toISOString().slice(0, 10);

await inTemporaryFolder(async (dataDir) => {
  const db = openDatabase(dataDir);
  await importFile(db, stream, { now });
  await importFile(db, page, { now });
  const index = openSearchIndex({ db, dataDir, writers: 2 });
  await index.catchUp();
  // Every 27th paper: no choice of ours.
  const some = await db
    .selectFrom("papers")
    .select(["id", "title"])
    .where((row) => row(row.eb("id", "%", 27), "=", 0))
    .execute();
  const featured = await db
    .selectFrom("papers")
    .innerJoin("appearances", "appearances.paper_id", "papers.id")
    .select(["papers.id", "title"])
    .where("kind", "=", "featured")
    .execute();
  for (const [name, papers] of Object.entries({ "the stream": some, "the saved page": featured })) {
    const times: number[] = [];
    const missed: string[] = [];
    for (const { id, title } of papers) {
      const start = performance.now();
      const found = await searchPapers(db, index, { query: title, today });
      times.push(performance.now() - start);
      if (found.papers[0]?.id !== id) missed.push(title);
    }
    console.log(
      `${papers.length} titles of ${name}: ${spread(times)}; at rank 1: ${papers.length - missed.length}`,
    );
    for (const title of missed.slice(0, 10)) console.log(`  not first: ${title}`);
  }
  await index.close();
  await db.destroy();
});
