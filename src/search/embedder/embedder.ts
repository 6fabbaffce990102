// Makes a vector of a text: the sum of what the model knows of its terms, one long, in bytes.
import type { Model } from "./model-file.ts";
import { piecesOf } from "./pieces.ts";

// A term's row, or its pieces; kept for the terms that come again and again.
const mostKnown = 500_000;

export class Embedder {
  readonly name: string;
  readonly dimensions: number;
  private model: Model;
  private wordRows: ReadonlyMap<string, number>;
  private pieceRows = new Map<string, readonly number[]>();
  private sum: Float32Array;

  constructor(model: Model) {
    this.model = model;
    this.name = model.name;
    this.dimensions = model.dimensions;
    this.wordRows = new Map(model.words.map((word, row) => [word, row]));
    this.sum = new Float32Array(model.dimensions);
  }

  /**
   * Adds a term to the vector at hand.
   * @param times how often the text holds it.
   */
  add(term: string, times: number): void {
    const weight = 1 + Math.log(times);
    const row = this.wordRows.get(term);
    if (row !== undefined) {
      this.addRow(row, weight);
      return;
    }
    const rows = this.rowsOfPieces(term);
    for (const row of rows) this.addRow(row, weight / Math.sqrt(rows.length));
  }

  /** Writes the vector's bytes; the next begins at nothing. A text without terms has none: zeros. */
  take(into: Int8Array): void {
    const { sum } = this;
    let most = 0;
    for (const value of sum) most = Math.max(most, Math.abs(value));
    if (most === 0) into.fill(0);
    else for (let i = 0; i < sum.length; i++) into[i] = Math.round((sum[i]! * 127) / most);
    sum.fill(0);
  }

  private addRow(row: number, weight: number): void {
    const { sum, model } = this;
    const { rows } = model;
    const scale = weight * model.scales[row]!;
    let at = row * sum.length;
    for (let i = 0; i < sum.length; i++) sum[i]! += scale * rows[at++]!;
  }

  private rowsOfPieces(term: string): readonly number[] {
    let rows = this.pieceRows.get(term);
    if (!rows) {
      const { words, buckets } = this.model;
      rows = piecesOf(term, buckets).map((bucket) => words.length + bucket);
      if (this.pieceRows.size >= mostKnown) this.pieceRows.clear();
      this.pieceRows.set(term, rows);
    }
    return rows;
  }
}
