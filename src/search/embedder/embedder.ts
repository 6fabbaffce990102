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

// In memory, the sum comes first, then the list of rows to be summed, then the rows.
const listAt = 1 << 13;
const longestList = 1 << 13;
const rowsAt = listAt + 8 * longestList;
/** Rows that are read at once: those of common words stand side by side. */
const blockBits = 6;
const block = 1 << blockBits;

/** Holds the model; a thread that embeds has one of its own. */
export class Embedder {
  /** Which model this is; vectors of two models are not to be compared. */
  readonly name: string;
  readonly dimensions: number;
  private kernel: Kernel;
  private words: ReadonlyMap<string, number>;
  private buckets: number;
  private model: OpenModel;
  /** By block of rows: whether it is in memory. */
  private isRead: Uint8Array;
  private sum: Float32Array;
  /** Of the vector at hand: of each row its address and, seen as float32, its scale. */
  private list: Uint32Array;
  private scales: Float32Array;
  private listed = 0;

  constructor(path: string | URL = shippedModel) {
    const model = openModel(path);
    this.model = model;
    this.name = model.name;
    this.dimensions = model.dimensions;
    this.words = new Map(model.words.map((word, row) => [word, row]));
    this.buckets = model.buckets;
    this.isRead = new Uint8Array(Math.ceil(model.scales.length / block));
    this.kernel = startKernel(rowsAt + model.scales.length * model.dimensions);
    const { buffer } = this.kernel.memory;
    this.sum = new Float32Array(buffer, 0, model.dimensions);
    this.list = new Uint32Array(buffer, listAt, 2 * longestList);
    this.scales = new Float32Array(buffer, listAt, 2 * longestList);
  }

  /** Of several that a word may stand for, the one that papers hold most. */
  rowsOf(...terms: readonly string[]): TermRows {
    const rows = terms.flatMap((term) => this.words.get(term) ?? []);
    if (rows.length > 0) return [Math.min(...rows)];
    const [term = ""] = terms;
    if (!isContent(term)) return [];
    return piecesOf(term, this.buckets).map((bucket) => this.words.size + bucket);
  }

  /**
   * Adds a term to the vector at hand, which holds it so many times.
   * @param rows from `rowsOf`; where they stand among others, from `from` to before `to`.
   */
  add(rows: ArrayLike<number>, times: number, from = 0, to = rows.length): void {
    if (from === to) return;
    // What is said twice counts for more, not for twice as much; pieces together for one word.
    const weight = weightOf(times) / Math.sqrt(to - from);
    if (this.listed + to - from > longestList) this.sumListed();
    const { list, scales, model, dimensions, isRead } = this;
    let at = 2 * this.listed;
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      if (isRead[row >> blockBits] === 0) this.readBlock(row >> blockBits);
      list[at] = rowsAt + row * dimensions;
      scales[at + 1] = weight * model.scales[row]!;
      at += 2;
    }
    this.listed += to - from;
  }

  private readBlock(number: number): void {
    const { model, dimensions, kernel } = this;
    const first = number * block;
    const rows = new Uint8Array(Math.min(block, model.scales.length - first) * dimensions);
    // Files are not read into memory that threads may share.
    model.readRows(first, rows);
    new Uint8Array(kernel.memory.buffer, rowsAt + first * dimensions, rows.length).set(rows);
    this.isRead[number] = 1;
  }

  /**
   * Writes the bytes of the vector at hand, and begins the next. A text without terms is all zeros.
   * @returns one by its length, as the bytes have it; 0 for zeros.
   */
  take(into: Int8Array): number {
    this.sumListed();
    const inverseLength = toBytes(this.sum, into);
    this.sum.fill(0);
    return inverseLength;
  }

  private sumListed(): void {
    this.kernel.sumRows(listAt, this.listed, 0, this.dimensions);
    this.listed = 0;
  }
}

/**
 * How much more a term weighs that a text holds e times than one that it holds once: what is said again
 * and again is what the text is about. With 1, what lies nearest was worse on five collections.
 */
const weightOfRepeats = 1.5;

const weights = Float64Array.from({ length: 256 }, (_, times) => reckonWeight(times));

function weightOf(times: number): number {
  return weights[times] ?? reckonWeight(times);
}

function reckonWeight(times: number): number {
  return 1 + weightOfRepeats * Math.log(times);
}
