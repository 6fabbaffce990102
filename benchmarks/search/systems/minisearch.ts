// MiniSearch: all in memory, and every match is given.
import { stem as stemmed } from "../../../src/search/words/stem.ts";
import { loadRival } from "../rivals.ts";
import { given, type Papers, type Search, type System } from "../system.ts";
import { tally, type Counted } from "../tally.ts";

/** As much of it as is used here. */
interface MiniSearchModule {
  default: new (options: object) => {
    add(document: object): void;
    search(query: string, options: object): { id: number }[];
  };
}

export const minisearch: System = {
  name: "MiniSearch",
  notes: "in memory, words stemmed, titles twice; it gives every match, which is what is counted",
  build: { on: "memory" },
  open: ({ papers }) => load(papers),
};

async function load(papers: Papers): Promise<Search> {
  const { default: MiniSearch } = await loadRival<MiniSearchModule>("minisearch");
  // The same words come again and again, and stemming costs more than looking up.
  const stems = new Map<string, string>();
  const stem = (word: string) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const made = stemmed(word.toLowerCase());
    stems.set(word, made);
    return made;
  };
  const index = new MiniSearch({
    idField: "number",
    fields: ["title", "abstract", "authors"],
    processTerm: stem,
  });
  const ids: string[] = [];
  const values: Counted[] = [];
  for await (const { number, id, title, abstract, authors, categories, year, code } of papers) {
    index.add({ number, title, abstract, authors: authors.join("; ") });
    ids[number] = id;
    values[number] = { categories, year, code };
  }
  return (query) => {
    const found = index.search(query.join(" "), { combineWith: "OR", boost: { title: 2 } });
    return {
      total: found.length,
      ...tally(found.map(({ id }) => values[id]!)),
      ids: found.slice(0, given).map(({ id }) => ids[id]!),
    };
  };
}
