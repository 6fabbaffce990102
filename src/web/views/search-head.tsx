// Above the results: how many papers, how long it took, in which order they stand.
import { links } from "../../links.ts";
import type { SearchResult } from "../../search/search.ts";
import { sortedBy } from "./search-queries.ts";
import { count } from "../../papers/words.ts";

export function SearchHead({ found }: { found: SearchResult }) {
  return (
    <div class="results-head">
      <h1>{foundInWords(found)}</h1>
      <p>in {count(Math.max(1, Math.round(found.ms)), "ms", "ms")}</p>
      <SortLinks found={found} />
    </div>
  );
}

/** What a search has come to, in a sentence without its full stop. */
export function foundInWords({ order, total, nearly, near }: SearchResult): string {
  if (order === "meaning")
    return total > 0 ? `${count(total, "paper")} similar in meaning` : "No paper";
  if (total > 0) return count(total, "paper");
  return nearly + near > 0 ? "No paper holds all of these words" : "No paper";
}

const orders = [
  { by: "relevance", name: "Relevance" },
  { by: "words", name: "Words only" },
  { by: "meaning", name: "Meaning only" },
  { by: "date", name: "Newest" },
  { by: "votes", name: "Most votes" },
] as const;

function SortLinks({ found: { query, order } }: { found: SearchResult }) {
  // Papers like one stand in one order only.
  if (query.similarTo.length > 0) return null;
  // Without words nothing is more relevant, or more alike, than anything else.
  const offered = orders.filter(
    ({ by }) => by === "date" || by === "votes" || query.hasWords || order === by,
  );
  const others = offered.filter(({ by }) => by !== order);
  return (
    <p class="sort">
      <span class="wide-only">Sorted by </span>
      <strong>{offered.find(({ by }) => by === order)?.name}</strong>{" "}
      {others.map(({ by, name }) => (
        <>
          <a href={links.search(sortedBy(query, by))}>{name}</a>{" "}
        </>
      ))}
    </p>
  );
}
