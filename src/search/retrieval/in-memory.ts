// A segment that is on no disk, for tests.
import type { SegmentData } from "../segments/segment-data.ts";
import { termsEach } from "../segments/signatures.ts";
import { FacetNames } from "./facets.ts";
import { Segment } from "./segment.ts";

export function inMemory(data: SegmentData, names: FacetNames = new FacetNames()): Segment {
  const { postings, positionStarts, positions, signatures } = data;
  return new Segment(data, names, {
    postings: (from, into) => into.set(postings.subarray(from, from + into.length)),
    positions: {
      find: (term) => ({ from: positionStarts[term]!, to: positionStarts[term + 1]! }),
      read: (from, into) => into.set(positions.subarray(from, from + into.length)),
    },
    signatures: (paper) => signatures.subarray(paper * termsEach, (paper + 1) * termsEach),
  });
}
