// Vectors of the papers of a segment in the making, from the very terms that it indexes.
import type { Embedder, TermRows } from "../embedder/embedder.ts";
import type { PaperVectors } from "./segment-data.ts";
import { grown } from "./word-table.ts";

export class PaperEmbedder {
  private embedder: Embedder;
  private keyOf: (term: number) => string;
  /** By term: what the model has of it. */
  private rows: (TermRows | undefined)[] = [];
  /** By term, of the paper at hand. */
  private counts = new Uint16Array(1 << 12);
  private distinct: number[] = [];
  private bytes: Int8Array<ArrayBuffer>;
  private inverseLengths: number[] = [];

  /** @param keyOf tells the term that a number stands for. */
  constructor(embedder: Embedder, keyOf: (term: number) => string) {
    this.embedder = embedder;
    this.keyOf = keyOf;
    this.bytes = new Int8Array(embedder.dimensions << 8);
  }

  /** @param terms of the paper's title and abstract, as often as they stand there. */
  add(terms: Uint32Array): void {
    const { embedder, distinct } = this;
    for (const term of terms) {
      while (term >= this.counts.length) this.counts = grown(this.counts);
      if (this.counts[term]!++ === 0) distinct.push(term);
    }
    for (const term of distinct) {
      embedder.add((this.rows[term] ??= embedder.rowsOf(this.keyOf(term))), this.counts[term]!);
      this.counts[term] = 0;
    }
    distinct.length = 0;
    const { dimensions } = embedder;
    const from = this.inverseLengths.length * dimensions;
    if (from === this.bytes.length) this.bytes = grown(this.bytes);
    this.inverseLengths.push(embedder.take(this.bytes.subarray(from, from + dimensions)));
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
    this.rows = [];
  }
}
