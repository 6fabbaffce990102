import fc from "fast-check";
import { expect, test } from "vitest";
import { ndcg, recall, reciprocalRank } from "./metrics.ts";

const grades = new Map([
  ["a", 2],
  ["b", 1],
  ["c", 1],
  ["d", 0],
  ["e", -1],
]);

test("nDCG weighs each grade by its place and knows the ideal from all that was judged", () => {
  // 1 at place 1, 2 at place 3: 1 + 2/2 = 2; ideal: 2 + 1/log2(3) + 1/2 = 3.13093.
  expect(ndcg(["b", "x", "a"], grades)).toBeCloseTo(2 / (2 + 1 / Math.log2(3) + 0.5), 10);
  expect(ndcg(["a", "b", "c"], grades)).toBe(1);
  expect(ndcg(["x", "y"], grades)).toBe(0);
});

test("nDCG looks no further than its depth, in the answer and in the ideal", () => {
  const far = [...Array.from({ length: 10 }, (_, place) => `x${place}`), "a"];
  expect(ndcg(far, grades, 10)).toBe(0);
  const many = new Map(Array.from({ length: 20 }, (_, place) => [`x${place}`, 1]));
  expect(ndcg(far.slice(0, 10), many, 10)).toBe(1);
});

test("grades of 0 and below gain nothing and lose nothing", () => {
  expect(ndcg(["d", "e", "a"], grades)).toBe(ndcg(["x", "y", "a"], grades));
  expect(recall(["d", "e"], grades)).toBe(0);
  expect(reciprocalRank(["d", "e", "c"], grades)).toBeCloseTo(1 / 3);
});

test("recall is the share of the relevant that was found", () => {
  expect(recall(["a", "x", "c"], grades)).toBeCloseTo(2 / 3);
  expect(recall(["x", "a", "c"], grades, 2)).toBeCloseTo(1 / 3);
});

test("the reciprocal rank counts the first relevant document alone", () => {
  expect(reciprocalRank(["x", "b", "a"], grades)).toBe(0.5);
  expect(reciprocalRank([], grades)).toBe(0);
});

test("without anything relevant every figure is 0", () => {
  const none = new Map([["a", 0]]);
  expect([ndcg(["a"], none), recall(["a"], none), reciprocalRank(["a"], none)]).toEqual([0, 0, 0]);
});

test("no order beats the one by grade, and every figure lies between 0 and 1", () => {
  const judged = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(judged, fc.infiniteStream(fc.nat()), (given, numbers) => {
      const all = new Map(given.map((grade, place) => [String(place), grade]));
      const keys = new Map([...all.keys()].map((id) => [id, numbers.next().value as number]));
      const shuffled = [...all.keys()].toSorted((a, b) => keys.get(a)! - keys.get(b)!);
      const ideal = [...all.keys()].toSorted((a, b) => all.get(b)! - all.get(a)!);
      for (const figure of [ndcg, recall]) {
        expect(figure(shuffled, all)).toBeGreaterThanOrEqual(0);
        expect(figure(shuffled, all)).toBeLessThanOrEqual(figure(ideal, all) + 1e-12);
        expect(figure(ideal, all)).toBeLessThanOrEqual(1);
      }
    }),
  );
});
