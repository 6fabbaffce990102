// A segment file, open for searching.
import { closeSync, openSync } from "node:fs";
import type { PositionSource } from "../segments/position-reader.ts";
import type { PaperVectors } from "../segments/segment-data.ts";
import { bytesOf, readAll, readParts, type SegmentParts } from "../segments/segment-file.ts";
import type { Vectors } from "../vectors/room.ts";
import type { FacetNames } from "./facets.ts";
import { Segment } from "./segment.ts";

export interface OpenSegment {
  segment: Segment;
  removed: Uint32Array;
  close: () => void;
}

export interface OpenSegmentOptions {
  parts?: SegmentParts;
  /** Takes the vectors in, or refuses them where another model made them. */
  room?: (vectors: PaperVectors) => Vectors | undefined;
}

/** The file stays open for positions, also when it has been deleted meanwhile. */
export function openSegment(
  path: string,
  names: FacetNames,
  { parts = readParts(path), room }: OpenSegmentOptions = {},
): OpenSegment {
  const file = openSync(path, "r");
  const { starts, bytes } = parts.positionsAt;
  const ends = new Uint32Array(2);
  const positions: PositionSource = {
    find(term) {
      readAll(file, bytesOf(ends), starts + 4 * term, path);
      return { from: ends[0]!, to: ends[1]! };
    },
    read(from, into) {
      readAll(file, into, bytes + from, path);
    },
  };
  const vectors = room?.(parts.vectors);
  return {
    segment: new Segment(parts, names, positions, vectors),
    removed: parts.removed,
    close() {
      vectors?.leave();
      closeSync(file);
    },
  };
}
