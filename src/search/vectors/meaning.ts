// What the thread that searches knows of meaning: the embedder, and the room where vectors lie.
// Both are made when they are first needed; to compare papers with each other, no embedder is.
import { Embedder, shippedModel } from "../embedder/embedder.ts";
import { readModelName } from "../embedder/model-file.ts";
import type { PaperVectors } from "../segments/segment-data.ts";
import { toBytes } from "./to-bytes.ts";
import { VectorRoom, type VectorRoomOptions, type Vectors } from "./room.ts";

/** What a word may be held as, the likeliest meant; and how often a text holds it. */
export type Counted = readonly [terms: readonly string[], times: number];

export class Meaning {
  private model = readModelName(shippedModel);
  private help: VectorRoomOptions["help"];
  private embedder: Embedder | undefined;
  private room: VectorRoom | undefined;
  /** The vector of the words that were asked last, one long. */
  private words: Float32Array | undefined;

  /** @param help see `VectorRoom`. */
  constructor(help?: VectorRoomOptions["help"]) {
    this.help = help;
  }

  /** Begins to compare what was asked with all of these, beside what else is done meanwhile. */
  beginScan(vectors: readonly (Vectors | undefined)[]): void {
    this.room?.beginScan(vectors.filter((each) => each !== undefined));
  }

  finishScan(): void {
    this.room?.finishScan();
  }

  /** Takes the vectors of a segment in; none that another model made. */
  take(vectors: PaperVectors): Vectors | undefined {
    if (vectors.model !== this.model) return undefined;
    this.room ??= new VectorRoom({ dimensions: vectors.dimensions, help: this.help });
    return this.room.add(vectors.bytes, vectors.inverseLengths);
  }

  /** From now on dot products are with the vector of these; `undefined` where it has none. */
  askWords(terms: readonly Counted[]): Asked | undefined {
    if (!this.room) return undefined;
    const embedder = (this.embedder ??= new Embedder());
    for (const [meanings, times] of terms) embedder.add(embedder.rowsOf(...meanings), times);
    const vector = new Int8Array(embedder.dimensions);
    const inverseLength = embedder.take(vector);
    if (inverseLength === 0) return undefined;
    this.words = Float32Array.from(vector, (value) => value * inverseLength);
    return this.ask(vector, inverseLength);
  }

  /** How near a term lies to the words that were asked, from -1 to 1. */
  nearness(term: string): number {
    const { embedder, words } = this;
    if (!embedder || !words) return 0;
    embedder.add(embedder.rowsOf(term), 1);
    const vector = new Int8Array(embedder.dimensions);
    const inverseLength = embedder.take(vector);
    let sum = 0;
    for (let i = 0; i < vector.length; i++) sum += vector[i]! * words[i]!;
    return sum * inverseLength;
  }

  /** From now on dot products are with the middle of these vectors, each taken as one long. */
  askMiddle(vectors: readonly { bytes: Int8Array; weight: number }[]): Asked | undefined {
    const { room } = this;
    if (!room) return undefined;
    const sum = new Float32Array(room.dimensions);
    for (const { bytes, weight } of vectors)
      bytes.forEach((value, i) => (sum[i]! += weight * value));
    const vector = new Int8Array(room.dimensions);
    const inverseLength = toBytes(sum, vector);
    return inverseLength === 0 ? undefined : this.ask(vector, inverseLength);
  }

  private ask(vector: Int8Array, inverseLength: number): Asked {
    this.room!.ask(vector);
    return { inverseLength };
  }
}

/** What dot products are made with at the moment. */
export interface Asked {
  inverseLength: number;
}
