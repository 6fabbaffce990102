// What the thread that searches knows of meaning: the embedder, and the room where vectors lie.
// Both are made when they are first needed; to compare papers with each other, no embedder is.
import { Embedder, shippedModel } from "../embedder/embedder.ts";
import { readModelName } from "../embedder/model-file.ts";
import type { VectorSource } from "../segments/segment-data.ts";
import { toBytes } from "./to-bytes.ts";
import { VectorRoom, type Scanned, type VectorRoomOptions, type Vectors } from "./room.ts";

/** What a word may be held as, the likeliest meant; and how often a text holds it. */
export type Counted = readonly [terms: readonly string[], times: number];

/** A vector of a text, in bytes. */
export interface QueryVector {
  bytes: Int8Array;
  /** One by its length, as the bytes have it. */
  inverseLength: number;
}

export class Meaning {
  private model = readModelName(shippedModel);
  private help: VectorRoomOptions["help"];
  private embedder: Embedder | undefined;
  private ownRoom: VectorRoom | undefined;
  /** Where vectors lie that another model made, while that one is asked. */
  private otherRoom: VectorRoom | undefined;

  /** @param help see `VectorRoom`. */
  constructor(help?: VectorRoomOptions["help"]) {
    this.help = help;
  }

  /** Begins to look for the `limit` nearest to what was asked; see `VectorRoom`. */
  beginScan(scanned: readonly Scanned[], limit: number): void {
    this.room?.beginScan(scanned, limit);
  }

  finishScan(): void {
    this.room?.finishScan();
  }

  /** See `VectorRoom`. */
  eachFound(vectors: Vectors, found: (place: number, dot: number) => void): void {
    this.room?.eachFound(vectors, found);
  }

  /** Takes the vectors of a segment in; none that another model made. */
  take(vectors: VectorSource): Vectors | undefined {
    if (vectors.model !== this.model) return undefined;
    return this.openRoom(vectors).add(vectors);
  }

  private openRoom({ dimensions }: { dimensions: number }): VectorRoom {
    this.ownRoom ??= new VectorRoom({ dimensions, help: this.help });
    return this.ownRoom;
  }

  /** From now on the vectors there are compared; with none, those of our own model. */
  use(otherRoom: VectorRoom | undefined): void {
    this.otherRoom = otherRoom;
  }

  private get room(): VectorRoom | undefined {
    return this.otherRoom ?? this.ownRoom;
  }

  /**
   * From now on dot products are with the vector of these, or with the one that another model made of
   * them; `undefined` where there is none.
   */
  askWords(terms: readonly Counted[], other?: QueryVector): Asked | undefined {
    const vector = this.otherRoom ? other : this.embed(terms);
    return vector && this.ask(vector.bytes, vector.inverseLength);
  }

  private embed(terms: readonly Counted[]): QueryVector | undefined {
    const embedder = (this.embedder ??= new Embedder());
    this.openRoom(embedder);
    for (const [meanings, times] of terms) embedder.add(embedder.rowsOf(...meanings), times);
    const vector = new Int8Array(embedder.dimensions);
    const inverseLength = embedder.take(vector);
    return inverseLength === 0 ? undefined : { bytes: vector, inverseLength };
  }

  /**
   * The cosines of each of these with each, by our own model, row after row; 0 where one has no vector.
   * What was asked is forgotten.
   */
  compare(papers: readonly { vectors: Vectors | undefined; place: number }[]): Float32Array {
    return this.ownRoom?.compare(papers) ?? new Float32Array(papers.length ** 2);
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
    return { inverseLength, chance: 0 };
  }
}

/** What dot products are made with at the moment. */
export interface Asked {
  inverseLength: number;
  /** How near any paper lies by chance: 0 for our own model, and up to 0.95 for others. */
  chance: number;
}

/** How much nearer than by chance, from 1 for the same downwards; so that models can be told by one scale. */
export function likeness(cosine: number, { chance }: Asked): number {
  return (cosine - chance) / (1 - chance);
}
