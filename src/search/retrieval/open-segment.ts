// A segment file, open for searching.
import { closeSync, openSync } from "node:fs";
import { bytesOf, readAll, readParts, type SegmentParts } from "../segments/segment-file.ts";
import type { FacetNames } from "./facets.ts";
import { Segment } from "./segment.ts";

export interface OpenSegment {
  segment: Segment;
  removed: Uint32Array;
  close: () => void;
}

/** The file stays open for positions, also when it has been deleted meanwhile. */
export function openSegment(
  path: string,
  names: FacetNames,
  parts: SegmentParts = readParts(path),
): OpenSegment {
  const file = openSync(path, "r");
  const { starts, bytes } = parts.positionsAt;
  const ends = new Uint32Array(2);
  const segment = new Segment(parts, names, {
    find(term) {
      readAll(file, bytesOf(ends), starts + 4 * term, path);
      return { from: ends[0]!, to: ends[1]! };
    },
    read(from, into) {
      readAll(file, into, bytes + from, path);
    },
  });
  return { segment, removed: parts.removed, close: () => closeSync(file) };
}
