// Vectors of papers, as the search has them.
import { contentTerms } from "../../search/embedder/content-terms.ts";
import type { Embedder, TermRows } from "../../search/embedder/embedder.ts";
import type { Manuscript } from "./manuscript.ts";

const mostTermsKept = 200_000;

export class Vectors {
  private embedder: Embedder;
  private rows = new Map<string, TermRows>();

  constructor(embedder: Embedder) {
    this.embedder = embedder;
  }

  /** @returns the bytes, and one by their length as a vector; 0 for a text without terms */
  of({ title, abstract }: Pick<Manuscript, "title" | "abstract">): {
    vector: Int8Array;
    inverseLength: number;
  } {
    const counts = new Map<string, number>();
    contentTerms(`${title}\n${abstract}`, (term) => counts.set(term, (counts.get(term) ?? 0) + 1));
    for (const [term, count] of counts) this.embedder.add(this.rowsOf(term), count);
    const vector = new Int8Array(this.embedder.dimensions);
    return { vector, inverseLength: this.embedder.take(vector) };
  }

  private rowsOf(term: string): TermRows {
    let rows = this.rows.get(term);
    if (!rows) {
      rows = this.embedder.rowsOf(term);
      if (this.rows.size >= mostTermsKept) this.rows.clear();
      this.rows.set(term, rows);
    }
    return rows;
  }
}

export function product(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
