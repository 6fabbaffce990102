// A segment file, open for searching.
import { closeSync, openSync } from "node:fs";
import { forget } from "../segments/bytes.ts";
import type { PositionSource } from "../segments/position-reader.ts";
import type { VectorSource } from "../segments/segment-data.ts";
import {
  bytesOf,
  memoryOf,
  readAll,
  readParts,
  type SegmentParts,
} from "../segments/segment-file.ts";
import type { Vectors } from "../vectors/room.ts";
import type { FacetNames } from "./facets.ts";
import { termsEach } from "../segments/signatures.ts";
import type { PostingSource } from "./postings.ts";
import { Segment, type SignatureSource } from "./segment.ts";

export interface OpenSegment {
  segment: Segment;
  removed: Uint32Array;
  close: () => void;
}

export interface OpenSegmentOptions {
  parts?: SegmentParts;
  /** Takes the vectors in, or refuses them where another model made them; asked when they are looked at. */
  room?: (vectors: VectorSource) => Vectors | undefined;
}

/** The file stays open for what is read of it, also when it has been deleted meanwhile. */
export function openSegment(
  path: string,
  names: FacetNames,
  { parts = readParts(path), room }: OpenSegmentOptions = {},
): OpenSegment {
  const file = openSync(path, "r");
  const { onDisk, model, dimensions } = parts;
  const postings: PostingSource = (from, into) => {
    readAll(file, into, onDisk.postings + from, path);
  };
  const ends = new Uint32Array(2);
  const positions: PositionSource = {
    find(term) {
      readAll(file, bytesOf(ends), onDisk.positionStarts + 4 * term, path);
      return { from: ends[0]!, to: ends[1]! };
    },
    read(from, into) {
      readAll(file, into, onDisk.positions + from, path);
    },
  };
  const terms = new Uint32Array(termsEach);
  const signatures: SignatureSource = (paper) => {
    readAll(file, bytesOf(terms), onDisk.signatures + terms.byteLength * paper, path);
    return terms;
  };
  const source: VectorSource = {
    model,
    dimensions,
    count: parts.columns.numbers.length,
    read(bytes, inverseLengths) {
      readAll(file, bytesOf(bytes), onDisk.vectors, path);
      readAll(file, bytesOf(inverseLengths), onDisk.inverseLengths, path);
    },
  };
  const vectors = room && (() => room(source));
  const segment = new Segment(parts, names, { postings, positions, signatures, vectors });
  // Copied to where they are used.
  forget([parts.columns.profileOf.buffer, parts.columns.profiles.buffer]);
  return {
    segment,
    removed: parts.removed,
    close() {
      segment.leave();
      forget(memoryOf(parts));
      closeSync(file);
    },
  };
}
