// Which words of a text a query has matched, so that a page can mark them and nothing else.
import { stemmer } from "stemmer";

/** Tells of a single word whether the query matched it: same stem, whatever case or accents. */
export function matcher(terms: readonly string[][]): (word: string) => boolean {
  const stems = new Set(terms.flat().map(stemOf));
  return (word) => stems.has(stemOf(word));
}

function stemOf(word: string): string {
  return stemmer(word.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase());
}
