import fc from "fast-check";
import { expect, test } from "vitest";
import { titleSimilarity } from "./title-similarity.ts";

test.each([
  ["A^2Nav: Action-Aware Robots", "A$^2$Nav: Action-Aware Robots"],
  ["MT-pi: Motion Tracks", String.raw`MT-$\pi$: Motion Tracks`],
  ["MT-π: Motion Tracks", String.raw`MT-$\pi$: Motion Tracks`],
  ["On O(n) sorting", String.raw`On $\mathcal{O}(n)$ sorting`],
  ["Erdos and Renyi revisited", String.raw`Erd\H{o}s and R\'enyi Revisited`],
  ["Eﬃcient Fields", "Efficient Fields"],
])("“%s” is “%s” but for signs", (given, real) => {
  expect(titleSimilarity(given, real)).toBe(1);
});

test.each([
  "Robust sorting of laundry in rounds for tired robots",
  "Robust sorting of laundry in  rounds for tired robot",
  "Robust sorting of laundry in O(n^{3/2}) rounds for tired robots",
  "Robust sorting of laundry in Õ(n^(3/2)) rounds…",
])("“%s” has lost something on the way and stays close", (given) => {
  const real = String.raw`Robust sorting of laundry in $\tilde{O}(n^{3/2})$ rounds for tired robots`;
  expect(titleSimilarity(given, real)).toBeGreaterThan(0.88);
});

test("lost ligatures are no difference to speak of", () => {
  const real = "Efficient folding of five very long towels";
  for (const given of [
    "Ecient folding of ve very long towels",
    "E cient folding of  ve very long towels",
  ]) {
    expect(titleSimilarity(given, real)).toBeGreaterThan(0.9);
  }
});

test.each([
  ["Folding laundry, Part I: shirts", "Folding laundry, Part II: shirts"],
  ["A second look at GPT-3 and its dreams", "A second look at GPT-4 and its dreams"],
  ["Attention is all you need", "Attention is not all you need"],
  ["Learning to walk in twenty minutes", "Learning to swim in twenty minutes"],
  ["Gulls as…", "Gulls as Weather Stations of the Northern Bay"],
  ["Lists", "Mists"],
])("“%s” is not “%s”", (given, real) => {
  expect(titleSimilarity(given, real)).toBeLessThan(0.85);
});

test("any two texts can be compared, from 0 to 1, and a title is itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
      const similarity = titleSimilarity(one, other);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(titleSimilarity(`a${one}`, `a${one}`)).toBe(1);
    }),
  );
});
