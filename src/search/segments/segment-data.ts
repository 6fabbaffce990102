// What a segment holds: up to 65,536 papers in order of day and number, so that a paper's place is
// 16 bits wide and the scores of a whole segment fit the processor's cache.
import type { DictionaryParts } from "./dictionary.ts";
import type { ForwardBytes } from "./forward-bytes.ts";
import type { Profiles } from "./profiles.ts";

export const mostPapers = 65_536;

export interface PaperColumns {
  numbers: Uint32Array<ArrayBuffer>;
  days: Uint16Array<ArrayBuffer>;
  /** Words of title and abstract. */
  lengths: Uint16Array<ArrayBuffer>;
  titleLengths: Uint8Array<ArrayBuffer>;
  /** Index into `profiles`. */
  profileOf: Uint16Array<ArrayBuffer>;
  profiles: Profiles;
}

export interface SegmentData {
  columns: PaperColumns;
  /** Numbers of papers that were taken out when this was written; older segments may hold them. */
  removed: Uint32Array<ArrayBuffer>;
  dictionary: DictionaryParts;
  /**
   * Where each term's postings begin, in units of two bytes; one more than there are terms. A
   * record is the papers (16 bits each), their codes (8 bits each), and a byte of padding if odd.
   */
  postingStarts: Uint32Array<ArrayBuffer>;
  postings: Uint8Array<ArrayBuffer>;
  /** Where each term's positions begin; one more than there are terms. See positions.ts. */
  positionStarts: Uint32Array<ArrayBuffer>;
  positions: Uint8Array<ArrayBuffer>;
  vectors: PaperVectors;
  /** The terms that say most about each paper; see signatures.ts. */
  signatures: Uint32Array<ArrayBuffer>;
}

/** The rarity of terms changes with it, and so what signatures say. */
export interface SegmentToMerge extends Omit<
  SegmentData,
  "postings" | "positions" | "vectors" | "signatures"
> {
  postings: ForwardBytes;
  positions: ForwardBytes;
  vectors: VectorSource;
}

/** What each paper is about, as the embedder has it. */
export interface PaperVectors {
  /** Which model made them; "" where none did. */
  model: string;
  dimensions: number;
  /** Paper after paper. */
  bytes: Int8Array<ArrayBuffer>;
  /** One by the length of each, as the bytes have it; 0 where a paper has no vector. */
  inverseLengths: Float32Array<ArrayBuffer>;
}

/** Vectors that lie elsewhere until they are wanted. */
export interface VectorSource extends Pick<PaperVectors, "model" | "dimensions"> {
  count: number;
  /** Writes them to where they are wanted, in the form of `PaperVectors`. */
  read: (bytes: Int8Array, inverseLengths: Float32Array) => void;
}

/** Each segment's own: what it held is given back with it. */
export function noVectors(): PaperVectors {
  return {
    model: "",
    dimensions: 0,
    bytes: new Int8Array(0),
    inverseLengths: new Float32Array(0),
  };
}

/** How many papers a record of that many units holds. */
export function papersIn(units: number): number {
  return Math.floor((2 * units) / 3);
}
