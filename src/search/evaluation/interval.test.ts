import { expect, test } from "vitest";
import { confidenceInterval, mean, median } from "./interval.ts";
import { seededRandom } from "./random.ts";

test("the median of an even number of values lies between the two in the middle", () => {
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([9, 1, 4])).toBe(4);
});

test("values that do not differ leave no doubt", () => {
  expect(confidenceInterval([0.4, 0.4, 0.4], mean)).toEqual([
    expect.closeTo(0.4, 10),
    expect.closeTo(0.4, 10),
  ]);
});

test("the interval is as wide as theory says, and the same every time", () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 400 }, () => random());
  const [low, high] = confidenceInterval(values, mean);
  // 1.96 standard errors to each side; a uniform value deviates by the root of 1/12.
  expect((high - low) / 2).toBeCloseTo((1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400), 2);
  expect(low).toBeLessThan(mean(values));
  expect(high).toBeGreaterThan(mean(values));
  expect(confidenceInterval(values, mean)).toEqual([low, high]);
});
