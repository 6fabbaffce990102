import { expect, test } from "vitest";
import { mostPapers } from "../segments/segment-data.ts";
import { chooseMerge } from "./merge-policy.ts";

/** How many papers each segment has at last, when so many come one after the other. */
function segmentsOf(intakes: readonly number[]): number[] {
  let segments: number[] = [];
  for (const intake of intakes) {
    segments.push(intake);
    for (;;) {
      const places = chooseMerge(segments.map((alive) => ({ alive, gone: 0 })));
      if (places.length === 0) break;
      const merged = places.reduce((sum, place) => sum + segments[place]!, 0);
      segments = [...segments.filter((_, place) => !places.includes(place)), merged];
    }
  }
  return segments;
}

test("a million papers taken in at once end up in segments that are nearly all full", () => {
  const segments = segmentsOf([4_096, ...Array.from({ length: 122 }, () => 8_192)]);
  expect(segments.filter((papers) => papers === mostPapers)).toHaveLength(15);
  expect(segments).toHaveLength(18);
});

test.each([1, 40, 700, 5_000, 12_000, 22_000, 25_000, 32_000])(
  "however many come at a time, segments that can be merged do not pile up: %i",
  (intake) => {
    const segments = segmentsOf(Array.from({ length: 400 }, () => intake));
    expect(segments.filter((papers) => papers < mostPapers / 2).length).toBeLessThan(24);
    for (const papers of segments) expect(papers).toBeLessThanOrEqual(mostPapers);
  },
);
