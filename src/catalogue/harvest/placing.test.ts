import fc from "fast-check";
import { expect, test } from "vitest";
import { aPaper } from "../../../fixtures/papers.ts";
import { isListingDay, listingDayOf } from "../../papers/announcement-calendar.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { addDays, dayOf } from "../../papers/period.ts";
import { isOlderCrossList, oldestNew } from "./older-cross-list.ts";
import { placingOf } from "./placing.ts";

const deferrals = new Set<string>();

function sentIn(...moments: string[]): PaperRecord {
  const versions = moments.map((at, index) => ({ version: index + 1, at }));
  return { ...aPaper(), versions, version: versions.length };
}

function place(record: PaperRecord, datestamp: string) {
  return placingOf(record, { datestamp, deferrals });
}

test("submission and datestamp that agree settle the day", () => {
  expect(place(sentIn("2026-03-24T12:00:00Z"), "2026-03-25")).toEqual({
    earliest: "2026-03-25",
    stamped: "2026-03-25",
    sure: true,
  });
});

test("a datestamp days later may mean a wait for the moderators, or a touched record", () => {
  expect(place(sentIn("2026-03-16T12:00:00Z"), "2026-03-25")).toEqual({
    earliest: "2026-03-17",
    stamped: "2026-03-25",
    sure: false,
  });
});

test("a paper that was replaced belongs to the day of its first version", () => {
  const record = sentIn("2026-03-23T12:00:00Z", "2026-03-25T12:00:00Z");
  expect(place(record, "2026-03-26")).toEqual({
    earliest: "2026-03-24",
    stamped: undefined,
    sure: true,
  });
});

test("an old paper that was re-stamped today belongs to its own year", () => {
  expect(place(sentIn("2019-05-06T12:00:00Z"), "2026-03-27")).toMatchObject({
    earliest: "2019-05-07",
    stamped: undefined,
  });
});

test("a record that does not say when it was sent in is not placed", () => {
  expect(place(aPaper({ submittedAt: undefined as never }), "2026-03-27")).toBeUndefined();
});

test("whatever is placed is placed on a listing date, not before it could have been announced", () => {
  const moment = fc.date({
    min: new Date("2024-01-01T00:00:00Z"),
    max: new Date("2026-12-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.nat(400), fc.nat(3), (submitted, days, replacements) => {
      const datestamp = addDays(dayOf(submitted.getTime()), days);
      const record = sentIn(
        ...Array.from({ length: 1 + replacements }, () => submitted.toISOString()),
      );
      const placing = place(record, datestamp);
      if (!placing) return;
      for (const day of [placing.earliest, placing.stamped ?? placing.earliest]) {
        expect(isListingDay(day)).toBe(true);
        expect(day >= listingDayOf(submitted)).toBe(true);
        expect(day <= datestamp).toBe(true);
      }
    }),
  );
});

test("a cross-list is old when its identifier is smaller than those of the day's new papers", () => {
  const day = "2026-03-27";
  const fresh = { day, identifier: "arxiv:2603.20010", kind: "new" } as const;
  const later = { day, identifier: "arxiv:2603.20011", kind: "cross" } as const;
  const earlier = { day, identifier: "arxiv:2603.20009", kind: "cross" } as const;
  const old = { day, identifier: "arxiv:hep-th/9901001", kind: "cross" } as const;
  const oldest = oldestNew([later, fresh, earlier, old]);
  expect([fresh, later, earlier, old].map((each) => isOlderCrossList(each, oldest))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  // Without a new paper to compare with, the month before is recent enough.
  const month = { day, identifier: "arxiv:2602.00001", kind: "cross" } as const;
  expect(isOlderCrossList(month, new Map())).toBe(false);
  expect(isOlderCrossList({ ...month, identifier: "arxiv:2601.99999" }, new Map())).toBe(true);
});
