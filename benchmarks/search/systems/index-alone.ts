// The index of Broadsheet without the program around it: no pages, no database behind the answer.
import { setTimeout as sleep } from "node:timers/promises";
import { openSearchIndex } from "../../../src/search/index/search-index.ts";
import { compile } from "../../../src/search/language/compile.ts";
import { parseQuery } from "../../../src/search/language/parse.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { given, type Search, type System } from "../system.ts";

export const indexAlone: System = {
  name: "Broadsheet's index alone",
  notes: "the same index, query language included, behind the plain server that the others have",
  build: { on: "disk", as: "broadsheet" },
  open: ({ folder }) => open(folder),
};

async function open(dataDir: string): Promise<Search> {
  const db = openDatabase(dataDir);
  const index = openSearchIndex({ db, dataDir });
  index.follow();
  while ((await index.count()).papers === 0) await sleep(50);
  const today = new Date().toISOString().slice(0, 10);
  return async (words) => {
    const query = parseQuery(words.join(" OR "), { today });
    const clauses = await compile(query, {
      votes: async () => new Uint32Array(),
      papers: async () => [],
    });
    const { numbers, total, facets, months } = await index.find({
      ...clauses,
      order: { by: "relevance" },
      offset: 0,
      limit: given,
      forgiving: true,
    });
    const categories: Record<string, number> = {};
    let code = 0;
    for (const { facet, papers } of facets) {
      if (facet.startsWith("cat:")) categories[facet.slice("cat:".length)] = papers;
      if (facet === "has:code") code = papers;
    }
    const years: Record<string, number> = {};
    for (const { month, papers } of months) {
      const year = 1970 + Math.floor(month / 12);
      years[year] = (years[year] ?? 0) + papers;
    }
    return { total, categories, years, code, ids: numbers.map(String) };
  };
}
