// arXiv's API: single papers, by identifier or by title. Many are asked for in one request, because
// each request costs three seconds.
import { arxivOf, type Identifier } from "../../papers/identifier.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { BadQuery, readEntries } from "./api-pages.ts";
import type { Asking } from "../http/http.ts";
import { candidatesFor, phraseQuery, wordsQuery } from "./title-queries.ts";

const identifiersAtOnce = 100;
const phrasesAtOnce = 10;
const wordListsAtOnce = 5;
const resultsPerTitle = 10;
/** Servers take addresses of about 8,000 characters. */
const longestQuery = 5_000;
/** One bad identifier among a hundred fails eight times in a row until it is alone. */
const mostFailuresInARow = 10;

/** In batches, as they come; what arXiv does not know is absent. */
export async function* fetchPapers(
  asking: Asking,
  { url, identifiers }: { url: URL; identifiers: readonly Identifier[] },
): AsyncGenerator<PaperRecord[]> {
  const ids = [...new Set(identifiers)].flatMap((each) => arxivOf(each) ?? []);
  for (let start = 0; start < ids.length; start += identifiersAtOnce) {
    yield await inHalves(ids.slice(start, start + identifiersAtOnce), (some) =>
      readEntries(asking, url, { query: { id_list: some.join(",") }, limit: some.length }),
    );
  }
}

/**
 * For every title the papers that it may mean, the likeliest first, perhaps none: by the title as a
 * phrase, then for those without any by its longest words.
 */
export async function searchTitles(
  asking: Asking,
  { url, titles }: { url: URL; titles: readonly string[] },
): Promise<Map<string, PaperRecord[]>> {
  const found = new Map(titles.map((title): [string, PaperRecord[]] => [title, []]));
  for (const { toQuery, atOnce } of [
    { toQuery: phraseQuery, atOnce: phrasesAtOnce },
    { toQuery: wordsQuery, atOnce: wordListsAtOnce },
  ]) {
    const missing = [...found].filter(([, records]) => records.length === 0);
    const queries = missing.flatMap(([title]): TitleQuery[] => {
      const query = toQuery(title);
      return query === undefined ? [] : [{ title, query }];
    });
    for (const batch of batchesOf(queries, atOnce)) {
      const records = await inHalves(batch, (some) =>
        readEntries(asking, url, {
          query: { search_query: some.map(({ query }) => query).join(" OR ") },
          limit: some.length * resultsPerTitle,
        }),
      );
      for (const { title } of batch) found.set(title, candidatesFor(title, records));
    }
  }
  return found;
}

interface TitleQuery {
  title: string;
  query: string;
}

function batchesOf(queries: readonly TitleQuery[], atOnce: number): TitleQuery[][] {
  const batches: TitleQuery[][] = [];
  let length = Infinity;
  for (const each of queries) {
    const more = encodeURIComponent(each.query).length;
    if (length + more > longestQuery || batches.at(-1)!.length === atOnce) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)!.push(each);
    length += more;
  }
  return batches;
}

/** One item that the API does not take must not lose the others: they are asked for in halves. */
async function inHalves<Item>(
  items: readonly Item[],
  askFor: (items: readonly Item[]) => Promise<PaperRecord[]>,
): Promise<PaperRecord[]> {
  let failuresInARow = 0;

  async function halves(items: readonly Item[]): Promise<PaperRecord[]> {
    try {
      const records = await askFor(items);
      failuresInARow = 0;
      return records;
    } catch (error) {
      failuresInARow++;
      if (!(error instanceof BadQuery) || failuresInARow > mostFailuresInARow) throw error;
    }
    if (items.length === 1) return [];
    const middle = Math.ceil(items.length / 2);
    return [...(await halves(items.slice(0, middle))), ...(await halves(items.slice(middle)))];
  }

  return await halves(items);
}
