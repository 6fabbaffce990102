// Search over the 54,002 papers of a year's stream: how long it takes, and whether each of 2,000
// papers is found first by its own title.
import { importFile } from "../src/catalogue/import.ts";
import { searchPapers } from "../src/search/search.ts";
import { openDatabase } from "../src/store/database.ts";
import { dataFile, inTemporaryFolder, spread } from "./data.ts";

const stream = dataFile("arxiv-stream/stream.jsonl.gz");

await inTemporaryFolder(async (folder) => {
  const db = openDatabase(folder);
  await importFile(db, stream, { now: new Date() });
  // Every 27th paper: no choice of ours.
  const papers = await db
    .selectFrom("papers")
    .select(["id", "title"])
    .where((row) => row(row.eb("id", "%", 27), "=", 0))
    .execute();

  const byTitle: number[] = [];
  let first = 0;
  for (const { id, title } of papers) {
    const start = performance.now();
    const result = await searchPapers(db, { query: title });
    byTitle.push(performance.now() - start);
    if (result.papers[0]?.id === id) first++;
  }
  console.log(`${papers.length} titles: ${spread(byTitle)}; at rank 1: ${first}`);

  for (const words of [1, 2, 3]) {
    const times: number[] = [];
    for (const { title } of papers) {
      const query = title
        .split(/\s+/)
        .filter((word) => word.length > 3)
        .slice(0, words)
        .join(" ");
      const start = performance.now();
      await searchPapers(db, { query });
      times.push(performance.now() - start);
    }
    console.log(`the first ${words} longer words of each title: ${spread(times)}`);
  }
  await db.destroy();
});
