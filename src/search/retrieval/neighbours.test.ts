import { expect, test } from "vitest";
import { worthOfNeighbours } from "./neighbours.ts";

/** How alike any two are, by their places in the list. */
function alikeness(count: number, pairs: Record<string, number>): Float32Array {
  const alike = new Float32Array(count ** 2);
  for (const [pair, value] of Object.entries(pairs)) {
    const [one = 0, other = 0] = pair.split(" ").map(Number);
    alike[one * count + other] = value;
    alike[other * count + one] = value;
  }
  return alike;
}

const all = (count: number, value: number) => new Float64Array(count).fill(value);

test("a paper rises beside a good one and falls beside a bad one, and one that is like none stays", () => {
  const worth = Float64Array.from([1, 0, 0.5, 0.5, 0.5]);
  const [, , besideGood, besideBad, alone] = worthOfNeighbours(
    worth,
    alikeness(5, { "0 2": 0.8, "1 3": 0.8 }),
    all(5, 1),
  );
  expect(besideGood).toBeGreaterThan(0.1);
  expect(besideBad).toBeLessThan(-0.1);
  expect(alone).toBe(0);
});

test("the more alike a neighbour is, and the more it holds, the more it says", () => {
  const worth = Float64Array.from([1, 0, 0]);
  const of = (likeness: number, trust: number) =>
    worthOfNeighbours(worth, alikeness(3, { "0 1": likeness }), all(3, trust))[1]!;
  expect(of(0.6, 1)).toBeGreaterThan(of(0.3, 1));
  expect(of(0.6, 1)).toBeGreaterThan(of(0.6, 0.5));
  expect(of(0.6, 0)).toBe(0);
});

test("only the eight that are most alike are asked", () => {
  const count = 40;
  const worth = all(count, 0);
  // The eighth nearest is the only good one, then the ninth.
  const pairs = Object.fromEntries(
    Array.from({ length: count - 1 }, (_, i) => [`0 ${i + 1}`, 0.9 - i / 50]),
  );
  const of = (good: number) =>
    worthOfNeighbours(worth.with(good, 1), alikeness(count, pairs), all(count, 1))[0]!;
  expect(of(8)).toBeGreaterThan(0);
  expect(of(9)).toBeLessThan(0);
});
