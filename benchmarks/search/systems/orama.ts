// Orama: all in memory, with counts of its own.
import { loadRival } from "../rivals.ts";
import { given, type Papers, type Search, type System } from "../system.ts";

/** As much of it as is used here. */
interface OramaModule {
  create(options: object): object;
  insert(index: object, document: object): string | Promise<string>;
  search(
    index: object,
    request: object,
  ): Promise<{
    count: number;
    hits: { id: string }[];
    facets: Record<"categories" | "year" | "code", { values: Record<string, number> }>;
  }>;
}

export const orama: System = {
  name: "Orama",
  notes:
    "in memory, as it comes: words not stemmed, and each also finds longer words that begin with it; counts: its own",
  build: { on: "memory" },
  open: ({ papers }) => load(papers),
};

async function load(papers: Papers): Promise<Search> {
  const orama = await loadRival<OramaModule>("@orama/orama");
  const index = orama.create({
    schema: {
      title: "string",
      abstract: "string",
      authors: "string",
      categories: "enum[]",
      year: "enum",
      code: "boolean",
    },
    sort: { enabled: false },
  });
  for await (const { id, title, abstract, authors, categories, year, code } of papers) {
    await orama.insert(index, {
      id,
      title,
      abstract,
      authors: authors.join("; "),
      categories,
      year,
      code,
    });
  }
  return async (query) => {
    const { count, hits, facets } = await orama.search(index, {
      term: query.join(" "),
      properties: ["title", "abstract", "authors"],
      boost: { title: 2 },
      limit: given,
      // Any of the words will do.
      threshold: 1,
      facets: { categories: {}, year: {}, code: { true: true, false: false } },
    });
    return {
      total: count,
      categories: facets.categories.values,
      years: facets.year.values,
      code: facets.code.values["true"] ?? 0,
      ids: hits.map(({ id }) => id),
    };
  };
}
