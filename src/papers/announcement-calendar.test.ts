import fc from "fast-check";
import { expect, test } from "vitest";
import {
  announcementMomentOf,
  easternDay,
  expectedListingDay,
  feedMomentOf,
  isListingDay,
  latestListingDay,
  listingDayOf,
  nextListingDay,
  whyNoListing,
} from "./announcement-calendar.ts";
import { addDays, isWeekend, type Day } from "./period.ts";

const days2026 = Array.from({ length: 365 }, (_, index) => addDays("2026-01-01", index));

test("in 2026 every weekday is a listing date, but for those after a deferred evening", () => {
  const holidays = days2026.filter((day) => whyNoListing(day) === "holiday");
  expect(holidays).toEqual(["2026-01-02", "2026-01-20", "2026-09-08", "2026-11-27", "2026-12-30"]);
  expect(days2026.filter((day) => isListingDay(day))).toHaveLength(261 - holidays.length);
  expect(isListingDay("2027-01-01")).toBe(false);
});

test("a holiday says until when: the next listing date", () => {
  expect(nextListingDay("2026-11-27")).toBe("2026-11-30");
  expect(nextListingDay("2026-12-30")).toBe("2026-12-31");
  expect(latestListingDay("2026-01-02")).toBe("2026-01-01");
  expect(nextListingDay("2026-03-26", new Set(["2026-03-26", "2026-03-29"]))).toBe("2026-03-31");
});

test("the feed turns at midnight on Eastern clocks, in summer and in winter time", () => {
  expect(feedMomentOf("2026-03-06").toISOString()).toBe("2026-03-06T05:00:00.000Z");
  // Daylight saving begins on Sunday 8 March at 2:00 and ends on Sunday 1 November at 2:00.
  expect(feedMomentOf("2026-03-08").toISOString()).toBe("2026-03-08T05:00:00.000Z");
  expect(feedMomentOf("2026-03-09").toISOString()).toBe("2026-03-09T04:00:00.000Z");
  expect(feedMomentOf("2026-11-01").toISOString()).toBe("2026-11-01T04:00:00.000Z");
  expect(feedMomentOf("2026-11-02").toISOString()).toBe("2026-11-02T05:00:00.000Z");
  expect(announcementMomentOf("2026-03-09").toISOString()).toBe("2026-03-09T00:00:00.000Z");
  expect(announcementMomentOf("2026-03-02").toISOString()).toBe("2026-03-02T01:00:00.000Z");
});

test("what is sent in before 14:00 is listed the next day, and what comes at a weekend on Tuesday", () => {
  const listed = (moment: string) => listingDayOf(new Date(moment));
  expect(listed("2026-03-24T17:59:59Z")).toBe("2026-03-25");
  expect(listed("2026-03-24T18:00:00Z")).toBe("2026-03-26");
  // Thursday 14:00 to Friday 14:00 is announced on Sunday evening.
  expect(listed("2026-03-26T18:00:00Z")).toBe("2026-03-30");
  expect(listed("2026-03-27T17:59:59Z")).toBe("2026-03-30");
  expect(listed("2026-03-27T18:00:00Z")).toBe("2026-03-31");
  expect(listed("2026-03-30T17:59:59Z")).toBe("2026-03-31");
  // Thanksgiving: what would have been announced that Thursday evening comes on Sunday.
  expect(listed("2026-11-26T12:00:00Z")).toBe("2026-11-30");
});

test("at any moment of 2026 the expected listing date is the newest whose midnight has passed", () => {
  const listed = days2026.filter((day) => isListingDay(day));
  const moment = fc.date({
    min: new Date("2026-01-03T00:00:00Z"),
    max: new Date("2026-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (now) => {
      const newest = listed.findLast((day) => feedMomentOf(day) <= now);
      expect(expectedListingDay(now)).toBe(newest);
    }),
  );
});

test("a listing date is never a weekend, and comes after the day on which a paper was sent in", () => {
  const moment = fc.date({
    min: new Date("2020-01-01T00:00:00Z"),
    max: new Date("2030-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (submitted) => {
      const day: Day = listingDayOf(submitted);
      expect(isWeekend(day)).toBe(false);
      expect(day > easternDay(submitted)).toBe(true);
      expect(day <= addDays(easternDay(submitted), 8)).toBe(true);
    }),
  );
});
