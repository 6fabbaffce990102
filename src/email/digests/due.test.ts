import fc from "fast-check";
import { expect, test } from "vitest";
import { feedMomentOf } from "../../papers/announcement-calendar.ts";
import { addDays } from "../../papers/period.ts";
import { dueMomentOf, momentOn } from "./due.ts";

const seven = 7 * 60;

// To make one takes longer than to ask it.
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock there shows: `2026-03-27 07:00`. */
function shownIn(timeZone: string, moment: Date): string {
  const options = { timeZone, dateStyle: "short", timeStyle: "short" } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", options);
  formats.set(timeZone, format);
  return format.format(moment);
}

test.each([
  // The edition of 27 March is out at midnight in New York, 04:00 UTC.
  ["2026-03-27", "Europe/Berlin", "2026-03-27 07:00"],
  ["2026-03-27", "America/New_York", "2026-03-27 07:00"],
  ["2026-03-27", "America/Los_Angeles", "2026-03-27 07:00"],
  ["2026-03-27", "Pacific/Honolulu", "2026-03-27 07:00"],
  ["2026-03-27", "UTC", "2026-03-27 07:00"],
  // Where it is past seven by then, the next morning.
  ["2026-03-27", "Asia/Kolkata", "2026-03-28 07:00"],
  ["2026-03-27", "Asia/Kathmandu", "2026-03-28 07:00"],
  ["2026-03-27", "Asia/Tokyo", "2026-03-28 07:00"],
  ["2026-03-27", "Pacific/Auckland", "2026-03-28 07:00"],
  ["2026-03-27", "Pacific/Kiritimati", "2026-03-28 07:00"],
  // In winter it is out an hour later by UTC.
  ["2026-01-16", "Europe/Berlin", "2026-01-16 07:00"],
  ["2026-01-16", "America/New_York", "2026-01-16 07:00"],
  ["2026-01-16", "Asia/Kolkata", "2026-01-17 07:00"],
  // Clocks change in New York on 8 March and 1 November, in Berlin on 29 March and 25 October.
  ["2026-03-09", "America/New_York", "2026-03-09 07:00"],
  ["2026-03-30", "Europe/Berlin", "2026-03-30 07:00"],
  ["2026-10-26", "Europe/Berlin", "2026-10-26 07:00"],
  ["2026-11-02", "America/New_York", "2026-11-02 07:00"],
  ["2026-11-02", "Australia/Lord_Howe", "2026-11-03 07:00"],
])("the edition of %s at seven in %s is due at %s there", (day, timeZone, shown) => {
  const due = dueMomentOf(day, { hour: seven, timeZone });
  expect(shownIn(timeZone, due)).toBe(shown);
});

test("an hour just before the edition is out waits for the next day, one just after does not", () => {
  const at = (hour: number) =>
    shownIn("Europe/Berlin", dueMomentOf("2026-03-26", { hour, timeZone: "Europe/Berlin" }));
  expect(at(4 * 60 + 59)).toBe("2026-03-27 04:59");
  expect(at(5 * 60)).toBe("2026-03-26 05:00");
  expect(at(0)).toBe("2026-03-27 00:00");
  const newYork = dueMomentOf("2026-03-26", { hour: 0, timeZone: "America/New_York" });
  expect(newYork).toEqual(feedMomentOf("2026-03-26"));
});

test.each([
  ["Europe/Berlin", "2026-03-29", "2026-03-29 03:30"],
  ["America/New_York", "2026-03-08", "2026-03-08 03:30"],
  ["America/St_Johns", "2026-03-08", "2026-03-08 03:30"],
  ["Pacific/Auckland", "2026-09-27", "2026-09-27 03:30"],
])(
  "where the clocks of %s leap over half past two on %s, it is shortly after",
  (zone, day, shown) => {
    expect(shownIn(zone, momentOn(zone, day, 2 * 60 + 30))).toBe(shown);
  },
);

test.each([
  ["Europe/Berlin", "2026-10-25", 2, "2026-10-25T00:30:00.000Z"],
  ["America/New_York", "2026-11-01", 1, "2026-11-01T05:30:00.000Z"],
])("where the clocks of %s on %s show half past %i twice, it is the first time", (...row) => {
  const [timeZone, day, hours, moment] = row;
  expect(momentOn(timeZone, day, hours * 60 + 30).toISOString()).toBe(moment);
});

const zones = Intl.supportedValuesOf("timeZone");
const anyDay = fc.nat({ max: 6 * 365 }).map((count) => addDays("2023-01-01", count));
const changes = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-09-27",
  "2026-10-25",
  "2026-11-01",
];
const changeDay = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }))
  .map(([day, away]) => addDays(day, away));

test("anywhere, an edition is due at the hour that was chosen, once it is out and within a day", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyDay, changeDay),
      fc.constantFrom(...zones),
      fc.nat({ max: 24 * 60 - 1 }),
      (day, timeZone, hour) => {
        const out = feedMomentOf(day).getTime();
        const due = dueMomentOf(day, { hour, timeZone }).getTime();
        expect(due).toBeGreaterThanOrEqual(out);
        // A day on which clocks are put back has 25 hours; at Troll, in Antarctica, 26.
        expect(due).toBeLessThan(out + 26 * 3_600_000);
        const lateBy = (minuteIn(timeZone, due) - hour + 1440) % 1440;
        expect(lateBy).toBeLessThanOrEqual(120);
        // Late only where the clock went from less to more and never showed it.
        for (let minute = 1; minute <= lateBy; minute++) {
          expect(minuteIn(timeZone, due - minute * 60_000)).not.toBe(hour);
        }
      },
    ),
    { numRuns: 5000 },
  );
});

/** How many minutes after midnight a clock there shows. */
function minuteIn(timeZone: string, moment: number): number {
  const [hours, minutes] = shownIn(timeZone, new Date(moment)).slice(-5).split(":").map(Number);
  return hours! * 60 + minutes!;
}
