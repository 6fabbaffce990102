import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  dayIn,
  isCut,
  latestDay,
  longDate,
  parseDay,
  parsePeriod,
  periodTitle,
  sincePeriod,
  weekPeriod,
} from "./period.ts";

test.each(["2026-02-30", "2026-13-01", "27-03-2026", "2026-3-27", "today", "2026-03-27T00:00"])(
  "%s is no day",
  (text) => expect(parseDay(text)).toBeUndefined(),
);

test("a day is written in words", () => {
  expect(longDate("2026-03-27")).toBe("Friday 27 March 2026");
});

test("weeks are ISO weeks, and 2026 has a week 53", () => {
  expect(weekPeriod("2026-03-27")).toEqual({
    kind: "week",
    key: "2026-W13",
    first: "2026-03-23",
    last: "2026-03-29",
  });
  expect(weekPeriod("2026-12-31").key).toBe("2026-W53");
  expect(weekPeriod("2027-01-03").key).toBe("2026-W53");
  expect(weekPeriod("2027-01-04").key).toBe("2027-W01");
  expect(parsePeriod("2026-W53")?.last).toBe("2027-01-03");
  expect(parsePeriod("2025-W53")).toBeUndefined();
  expect(parsePeriod("2026-W00")).toBeUndefined();
});

test("months end where the calendar ends them", () => {
  expect(parsePeriod("2028-02")).toMatchObject({ first: "2028-02-01", last: "2028-02-29" });
  expect(parsePeriod("2026-12")).toMatchObject({ last: "2026-12-31" });
  expect(periodTitle(parsePeriod("2026-12")!)).toBe("December 2026");
});

test("every day lies in its week, and the week is read back from its name", () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays("1990-01-01", count));
  fc.assert(
    fc.property(days, (day) => {
      const week = weekPeriod(day);
      expect(week.first <= day && day <= week.last).toBe(true);
      expect(parsePeriod(week.key)).toEqual(week);
    }),
  );
});

test("July 31 is the latest that is not in the future, and February 29 may be years ago", () => {
  const july31 = { month: 7, dayOfMonth: 31 };
  expect(latestDay(july31, new Date("2026-07-30T23:59:59Z"))).toBe("2025-07-31");
  expect(latestDay(july31, new Date("2026-07-31T00:00:00Z"))).toBe("2026-07-31");
  const leap = { month: 2, dayOfMonth: 29 };
  expect(latestDay(leap, new Date("2027-01-01T00:00:00Z"))).toBe("2024-02-29");
  expect(latestDay({ month: 2, dayOfMonth: 30 }, new Date())).toBeUndefined();
});

test("the day depends on the clock that is asked", () => {
  const moment = new Date("2026-03-27T23:30:00Z");
  expect(dayIn("UTC", moment)).toBe("2026-03-27");
  expect(dayIn("Europe/Berlin", moment)).toBe("2026-03-28");
  const seconds = ["59.000", "59.999", "60.000", "59.500"].map((second) => Number(second) * 1000);
  const midnight = seconds.map((ms) => new Date(Date.parse("2026-03-27T22:59:00Z") + ms));
  expect(midnight.map((each) => dayIn("Europe/Berlin", each))).toEqual([
    "2026-03-27",
    "2026-03-27",
    "2026-03-28",
    "2026-03-27",
  ]);
});

test("a period since a day holds the days after it, of many the last 31", () => {
  const newest = "2026-03-27";
  const since = (day: string) => sincePeriod(day, { newest });
  expect(since("2026-03-24")).toMatchObject({ first: "2026-03-25", last: newest });
  expect([since("2026-02-24"), since("2025-12-01")]).toMatchObject([
    { first: "2026-02-25" },
    { first: "2026-02-25" },
  ]);
  expect([isCut(since("2026-02-24")), isCut(since("2025-12-01"))]).toEqual([false, true]);
  expect(periodTitle(since("2026-03-24"))).toBe("Since Tuesday 24 March 2026");
});
