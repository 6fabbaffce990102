// The words that a model knows, and a manuscript as a row of them.
import type { Manuscript } from "../manuscript.ts";
import { rounded } from "../model.ts";
import { fieldOf, valuesOf, wordsOf, type WordField } from "../words.ts";
import type { SparseRow } from "./ridge.ts";

export interface Vocabulary {
  words: string[];
  numbers: ReadonlyMap<string, number>;
  /** How rare each is, more for the rarer. */
  rarities: number[];
  fields: WordField[];
}

const leastPapers = 5;
const mostShareOfPapers = 0.5;

export function readVocabulary(manuscripts: readonly Manuscript[]): Vocabulary {
  const papers = new Map<string, number>();
  for (const manuscript of manuscripts) {
    for (const word of wordsOf(manuscript).keys()) papers.set(word, (papers.get(word) ?? 0) + 1);
  }
  const all = manuscripts.length;
  const kept = [...papers].filter(
    ([, count]) => count >= leastPapers && count <= mostShareOfPapers * all,
  );
  return {
    words: kept.map(([word]) => word),
    numbers: new Map(kept.map(([word], i) => [word, i])),
    rarities: kept.map(([, count]) => rounded(Math.log((1 + all) / (1 + count)) + 1)),
    fields: kept.map(([word]) => fieldOf(word)),
  };
}

export function sparseRow(manuscript: Manuscript, { numbers, rarities }: Vocabulary): SparseRow {
  const values = valuesOf(wordsOf(manuscript), (word) => rarities[numbers.get(word) ?? -1]);
  return {
    columns: Int32Array.from(values.keys(), (word) => numbers.get(word)!),
    values: Float32Array.from(values.values()),
  };
}
