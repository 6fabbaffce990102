import { expect, test } from "vitest";
import { barsOf } from "./found-histogram.tsx";

const months = (...named: [string, number][]) =>
  named.map(([month, papers]) => ({ month, papers }));

test("a bar a month, without gaps", () => {
  const all = months(["2025-11", 2], ["2026-02", 1]);
  const bars = barsOf({ months: all, anytime: all });
  expect(bars.map(({ when, papers }) => `${when} ${papers}`)).toEqual([
    "2025-11 2",
    "2025-12 0",
    "2026-01 0",
    "2026-02 1",
  ]);
});

test("a bar a year where it is more than four years", () => {
  const all = months(["2019-05", 2], ["2019-06", 3], ["2026-02", 1]);
  const bars = barsOf({ months: all, anytime: all });
  expect(bars).toHaveLength(8);
  expect(bars[0]).toEqual({ when: "2019", papers: 5, within: true });
});

test("beside a month that was chosen stand its neighbours, as what is left out", () => {
  const all = months(["2010-01", 9], ["2025-12", 4], ["2026-03", 2], ["2026-04", 3]);
  const bars = barsOf({ months: months(["2026-03", 2]), anytime: all });
  expect(bars[0]!.when).toBe("2025-09");
  expect(bars.at(-1)).toEqual({ when: "2026-04", papers: 3, within: false });
  expect(bars.filter((bar) => bar.within)).toEqual([{ when: "2026-03", papers: 2, within: true }]);
});

test("no bars where there is one month only, or none", () => {
  expect(barsOf({ months: [], anytime: [] })).toEqual([]);
  const one = months(["2026-03", 5]);
  expect(barsOf({ months: one, anytime: one })).toEqual([]);
});
