// Makes a vector of a text: the sum of what the model knows of its terms, in bytes.
import { startKernel, type Kernel } from "../vectors/kernel.ts";
import { toBytes } from "../vectors/to-bytes.ts";
import { isContent } from "./content-terms.ts";
import { openModel, type OpenModel } from "./model-file.ts";
import { piecesOf } from "./pieces.ts";

/** Of a term: the row of its own that the model has, the rows of its pieces, or nothing. */
export type TermRows = readonly number[];

/** Where the model lies, beside this file or beside the bundled program. */
export const shippedModel = new URL("./embedder.bin", import.meta.url);

/** Where its rows begin in memory, behind the sum. */
const rowsAt = 1 << 13;

/** Holds the model; a thread that embeds has one of its own. */
export class Embedder {
  /** Which model this is; vectors of two models are not to be compared. */
  readonly name: string;
  readonly dimensions: number;
  private kernel: Kernel;
  private words: ReadonlyMap<string, number>;
  private buckets: number;
  private model: OpenModel;
  /** By row: whether it is in memory. */
  private isRead: Uint8Array;
  private sum: Float32Array;
  private row: Uint8Array;

  constructor(path: string | URL = shippedModel) {
    const model = openModel(path);
    this.model = model;
    this.name = model.name;
    this.dimensions = model.dimensions;
    this.row = new Uint8Array(model.dimensions);
    this.words = new Map(model.words.map((word, row) => [word, row]));
    this.buckets = model.buckets;
    this.isRead = new Uint8Array(model.scales.length);
    this.kernel = startKernel(rowsAt + model.scales.length * model.dimensions);
    this.sum = new Float32Array(this.kernel.memory.buffer, 0, model.dimensions);
  }

  /** Of several that a word may stand for, the one that papers hold most. */
  rowsOf(...terms: readonly string[]): TermRows {
    const rows = terms.flatMap((term) => this.words.get(term) ?? []);
    if (rows.length > 0) return [Math.min(...rows)];
    const [term = ""] = terms;
    if (!isContent(term)) return [];
    return piecesOf(term, this.buckets).map((bucket) => this.words.size + bucket);
  }

  /** Adds a term to the vector at hand, which holds it so many times. */
  add(rows: TermRows, times: number): void {
    if (rows.length === 0) return;
    const { kernel, dimensions, model } = this;
    // What is said twice counts for more, not for twice as much; pieces together for one word.
    const weight = (1 + Math.log(times)) / Math.sqrt(rows.length);
    for (const row of rows) {
      if (this.isRead[row] === 0) this.readRow(row);
      kernel.addRow(0, rowsAt + row * dimensions, weight * model.scales[row]!, dimensions);
    }
  }

  private readRow(row: number): void {
    const { model, dimensions, kernel } = this;
    // Files are not read into memory that threads may share.
    model.readRow(row, this.row);
    new Uint8Array(kernel.memory.buffer, rowsAt + row * dimensions, dimensions).set(this.row);
    this.isRead[row] = 1;
  }

  /**
   * Writes the bytes of the vector at hand, and begins the next. A text without terms is all zeros.
   * @returns one by its length, as the bytes have it; 0 for zeros.
   */
  take(into: Int8Array): number {
    const inverseLength = toBytes(this.sum, into);
    this.sum.fill(0);
    return inverseLength;
  }
}
