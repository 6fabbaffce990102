import { expect, test } from "vitest";
import { giveBackNumbers, takeNumbers } from "./kernel-memory.ts";
import { freshCounters } from "./tally.ts";

test("memory that was given back is used again, and no two have the same", () => {
  const taken = Array.from({ length: 50 }, (_, i) => takeNumbers(1 + i * 37).fill(i));
  taken.forEach((numbers, i) => expect(new Set(numbers)).toEqual(new Set([i])));
  const places = new Set(taken.map(({ byteOffset }) => byteOffset));
  taken.forEach(giveBackNumbers);
  const again = Array.from({ length: 50 }, (_, i) => takeNumbers(1 + i * 37));
  expect(new Set(again.map(({ byteOffset }) => byteOffset))).toEqual(places);
});

test("counters begin at 0, however many there are", () => {
  for (const count of [10, 100_000, 5000]) {
    const counters = freshCounters(count);
    expect(counters.subarray(0, count).every((each) => each === 0)).toBe(true);
    counters.fill(7);
  }
});
