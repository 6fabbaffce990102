// Whether a paper is found by what somebody types who forgot its title: for each of the 73 of a
// saved page a paraphrase of ours, asked among those and the 54,002 of a year's stream, by words, by
// meaning, and by relevance, which is both.
import { importFile } from "../src/catalogue/import.ts";
import { titleIdentifier } from "../src/papers/identifier.ts";
import { contentTerms } from "../src/search/embedder/content-terms.ts";
import { openSearchIndex } from "../src/search/index/search-index.ts";
import { searchPapers } from "../src/search/search.ts";
import { openDatabase } from "../src/store/database.ts";
import type { Database } from "../src/store/tables.ts";
import { dataFile, inTemporaryFolder, spread } from "./data.ts";
import { paraphrases } from "./search/paraphrases.ts";

const stream = dataFile("arxiv-stream/stream.jsonl.gz");
const page = dataFile("../seed/daily-papers-jul-31.txt");
const now = new Date();
const today = now.toISOString().slice(0, 10);
const orders = ["words", "meaning", "relevance"] as const;
/** A term that a smaller share of the stream's papers holds is rare. */
const rare = 0.02;

await inTemporaryFolder(async (dataDir) => {
  const db = openDatabase(dataDir);
  await importFile(db, stream, { now });
  const shares = await countShares(db);
  await importFile(db, page, { now });
  const index = openSearchIndex({ db, dataDir, writers: 2 });
  await index.catchUp();
  const featured = await db
    .selectFrom("papers")
    .innerJoin("appearances", "appearances.paper_id", "papers.id")
    .select(["papers.id", "title"])
    .where("kind", "=", "featured")
    .execute();
  const byTitle = new Map(featured.map((paper) => [titleIdentifier(paper.title) as string, paper]));
  const asked = paraphrases.flatMap(({ title, says }) => {
    const paper = byTitle.get(title);
    if (!paper) console.log(`no paper has the title of: ${says}`);
    return paper ? [{ ...paper, says, ranks: {} as Record<string, number> }] : [];
  });
  for (const order of orders) {
    const times: number[] = [];
    for (const { id, says, ranks } of asked) {
      const start = performance.now();
      const found = await searchPapers(db, index, { query: says, order, perPage: 20, today });
      times.push(performance.now() - start);
      const place = found.papers.findIndex((paper) => paper.id === id);
      ranks[order] = place < 0 ? Infinity : place + 1;
    }
    const within = (rank: number) => asked.filter(({ ranks }) => ranks[order]! <= rank).length;
    console.log(
      `${asked.length} paraphrases by ${order}: ${spread(times)}; at rank 1: ${within(1)}, to 3: ${within(3)}, to 10: ${within(10)}`,
    );
  }
  for (const { title, says } of asked) {
    const terms = termsOf(says);
    const shared = [...termsOf(title)].filter((term) => terms.has(term));
    const tooRare = shared.filter((term) => (shares.get(term) ?? 0) < rare);
    if (tooRare.length > 0) console.log(`  shares ${tooRare.join(", ")} with its title: ${says}`);
  }
  for (const { title, says, ranks } of asked) {
    if (ranks.relevance! <= 3) continue;
    const places = orders.map(
      (order) => `${order} ${isFinite(ranks[order]!) ? ranks[order] : "-"}`,
    );
    console.log(`  not to 3: ${says} (${places.join(", ")}) → ${title}`);
  }
  await index.close();
  await db.destroy();
});

/** Which share of the papers holds each term, in title or abstract. */
async function countShares(db: Database): Promise<Map<string, number>> {
  const holders = new Map<string, number>();
  const papers = await db.selectFrom("papers").select(["title", "abstract"]).execute();
  for (const { title, abstract } of papers)
    for (const term of termsOf(`${title}\n${abstract}`))
      holders.set(term, (holders.get(term) ?? 0) + 1);
  return new Map([...holders].map(([term, count]) => [term, count / papers.length]));
}

function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  contentTerms(text, (term) => terms.add(term));
  return terms;
}
