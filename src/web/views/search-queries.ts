// Queries that are made from a query, as links lead to them.
import { links } from "../../links.ts";
import { withFilter, withoutFilter } from "../../search/language/filters.ts";
import type { Query } from "../../search/language/parse.ts";
import type { OrderName } from "../../search/language/tree.ts";
import type { SearchResult } from "../../search/search.ts";
import { foldLetters } from "../../search/words/fold.ts";
import { scan } from "../../search/words/scan.ts";
import { partsOfWritten } from "./found-words.ts";

/** The page of a search; of one that asks for nothing, the page that explains. */
export function searchAddress(text: string): string {
  return text === "" ? links.search() : links.search(text);
}

/** The same search in another order; the usual one needs no word. */
export function sortedBy({ text, order, hasWords }: Query, wanted: OrderName): string {
  const usual = hasWords ? "relevance" : "date";
  if (wanted !== usual) return withFilter(text, `sort:${wanted}`);
  return order === undefined ? text : withoutFilter(text, `sort:${order}`);
}

/** The query with words that papers use in the place of those that none does. */
export function corrected(text: string, forgiven: SearchResult["forgiven"]): string {
  const instead = (part: string) => {
    const folded = foldLetters(part).toLowerCase();
    return forgiven.find(({ typed }) => typed === folded)?.instead ?? part;
  };
  let written = "";
  let at = 0;
  scan(text, (from, to) => {
    const word = partsOfWritten(text.slice(from, to)).map(instead).join("");
    written += text.slice(at, from) + word;
    at = to;
  });
  return written + text.slice(at);
}
