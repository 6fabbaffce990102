// An answer on its way between threads. Facets and months are some hundred objects, and to copy these took
// longer than many a search; as one text and one list of numbers they are there at once.
import type { IndexAnswer } from "../retrieval/clause.ts";

export interface PackedAnswer extends Omit<IndexAnswer, "facets" | "months"> {
  /** A facet a line; none holds a line's end. */
  facetNames: string;
  /** How many papers each of the facets has; then each month and how many it has. */
  counts: readonly number[];
}

export function packAnswer({ facets, months, ...rest }: IndexAnswer): PackedAnswer {
  const counts = facets.map(({ papers }) => papers);
  for (const { month, papers } of months) counts.push(month, papers);
  return { ...rest, facetNames: facets.map(({ facet }) => facet).join("\n"), counts };
}

export function unpackAnswer({ facetNames, counts, ...rest }: PackedAnswer): IndexAnswer {
  const names = facetNames === "" ? [] : facetNames.split("\n");
  const facets = names.map((facet, i) => ({ facet, papers: counts[i]! }));
  const months: { month: number; papers: number }[] = [];
  for (let i = names.length; i < counts.length; i += 2)
    months.push({ month: counts[i]!, papers: counts[i + 1]! });
  return { ...rest, facets, months };
}
