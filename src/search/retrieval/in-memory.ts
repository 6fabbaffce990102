// A segment that is on no disk: for tests, and for measuring the quality of ranking.
import type { SegmentData } from "../segments/segment-data.ts";
import { FacetNames } from "./facets.ts";
import { Segment } from "./segment.ts";

export function inMemory(data: SegmentData, names: FacetNames = new FacetNames()): Segment {
  const { positionStarts, positions } = data;
  return new Segment(data, names, {
    find: (term) => ({ from: positionStarts[term]!, to: positionStarts[term + 1]! }),
    read: (from, into) => into.set(positions.subarray(from, from + into.length)),
  });
}
