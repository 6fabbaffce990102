// A segment that is on no disk, for tests.
import { ForwardBytes } from "../segments/forward-bytes.ts";
import type { SegmentData, SegmentToMerge } from "../segments/segment-data.ts";
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

/** As its file is read to be merged, but in windows so small that terms cross them. */
export function toMerge({ signatures: _, ...data }: SegmentData): SegmentToMerge {
  const { postings, positions, vectors, ...rest } = data;
  const { model, dimensions, bytes, inverseLengths } = vectors;
  const forward = (all: Uint8Array) =>
    new ForwardBytes(
      all.length,
      (from, into) => into.set(all.subarray(from, from + into.length)),
      16,
    );
  return {
    // What has been merged is given back, and the segment stays.
    ...structuredClone(rest),
    postings: forward(postings),
    positions: forward(positions),
    vectors: {
      model,
      dimensions,
      count: rest.columns.numbers.length,
      read(intoBytes, intoLengths) {
        intoBytes.set(bytes);
        intoLengths.set(inverseLengths);
      },
    },
  };
}
