// Vectors of the papers of a segment in the making, from the very terms that it indexes.
import type { Embedder } from "../embedder/embedder.ts";
import { titleBoost } from "./impact.ts";
import type { PaperVectors } from "./segment-data.ts";
import { grown } from "./bytes.ts";

export class PaperEmbedder {
  private embedder: Embedder;
  private keyOf: (term: number) => string;
  /**
   * By term, two numbers side by side: what its places in the paper at hand count for together, and where in `rows`
   * stands how many rows the model has of it, and then these; 0 if unknown.
   */
  private known = new Uint32Array(1 << 12);
  private rows = new Uint32Array(1 << 12);
  private used = 1;
  /** Terms of the paper at hand. */
  private distinct = new Uint32Array(1 << 12);
  private bytes: Int8Array<ArrayBuffer>;
  private inverseLengths: number[] = [];

  /** @param keyOf tells the term that a number stands for. */
  constructor(embedder: Embedder, keyOf: (term: number) => string) {
    this.embedder = embedder;
    this.keyOf = keyOf;
    this.bytes = new Int8Array(embedder.dimensions << 8);
  }

  /**
   * @param terms of the paper's title, then of its abstract, as often as they stand there.
   * @param titleTerms how many of them are the title's.
   */
  add(terms: Uint32Array, titleTerms: number): void {
    const { embedder } = this;
    while (terms.length > this.distinct.length) this.distinct = grown(this.distinct);
    const { distinct } = this;
    let found = 0;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!;
      while (2 * term >= this.known.length) this.known = grown(this.known);
      if (this.known[2 * term] === 0) distinct[found++] = term;
      this.known[2 * term]! += i < titleTerms ? titleBoost : 1;
    }
    const { known } = this;
    for (let i = 0; i < found; i++) {
      const term = distinct[i]!;
      const place = known[2 * term + 1] || this.look(term);
      embedder.add(this.rows, known[2 * term]!, place + 1, place + 1 + this.rows[place]!);
      known[2 * term] = 0;
    }
    const { dimensions } = embedder;
    const from = this.inverseLengths.length * dimensions;
    if (from === this.bytes.length) this.bytes = grown(this.bytes);
    this.inverseLengths.push(embedder.take(this.bytes.subarray(from, from + dimensions)));
  }

  private look(term: number): number {
    const rows = this.embedder.rowsOf(this.keyOf(term));
    const place = this.used;
    this.used += 1 + rows.length;
    while (this.used > this.rows.length) this.rows = grown(this.rows);
    this.rows[place] = rows.length;
    this.rows.set(rows, place + 1);
    this.known[2 * term + 1] = place;
    return place;
  }

  /**
   * The vectors of all papers that were added, after which there are none.
   * @param order the papers, each by when it was added.
   */
  done(order: readonly number[]): PaperVectors {
    const { name: model, dimensions } = this.embedder;
    const bytes = new Int8Array(order.length * dimensions);
    order.forEach((arrival, place) => {
      const from = arrival * dimensions;
      bytes.set(this.bytes.subarray(from, from + dimensions), place * dimensions);
    });
    const inverseLengths = Float32Array.from(order, (arrival) => this.inverseLengths[arrival]!);
    this.inverseLengths = [];
    return { model, dimensions, bytes, inverseLengths };
  }

  /** Numbers of terms mean others from now on. */
  forget(): void {
    this.known.fill(0);
    this.used = 1;
  }
}
