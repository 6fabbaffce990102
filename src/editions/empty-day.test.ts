import { expect, test } from "vitest";
import { bookHarvest } from "../../fixtures/announcements.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { dayPeriod, parsePeriod } from "../papers/period.ts";
import { countMonth, whyEmpty } from "./empty-day.ts";

async function whyAt(now: string, deferrals: string[] = []) {
  const { db } = await openInstance();
  const why = async (key: string, gathers = true) =>
    await whyEmpty(
      {
        db,
        clock: () => new Date(now),
        config: {
          TIME_ZONE: "Europe/Berlin",
          ARXIV_DEFERRALS: new Set(deferrals),
          SOURCES: new Set(gathers ? ["arxiv"] : []),
        },
      },
      { period: parsePeriod(key)! },
    );
  return { db, why };
}

test("holidays and weekends are told by the calendar, past and to come, with the day that ends them", async () => {
  const { why } = await whyAt("2026-03-27T09:00:00Z", ["2026-03-29"]);
  expect(await why("2025-12-26")).toEqual({ why: "holiday", next: "2025-12-29" });
  expect(await why("2026-12-30")).toEqual({ why: "holiday", next: "2026-12-31" });
  expect(await why("2026-03-28")).toEqual({ why: "weekend", next: "2026-03-31" });
  // A deferral that this instance was told of.
  expect(await why("2026-03-30")).toEqual({ why: "holiday", next: "2026-03-31" });
});

test("days, weeks and months to come are to come", async () => {
  const { why } = await whyAt("2026-03-27T09:00:00Z");
  for (const key of ["2026-04-02", "2026-W20", "2026-05"]) {
    expect(await why(key)).toEqual({ why: "future" });
  }
  for (const key of ["2025-W20", "2025-05"]) expect(await why(key)).toEqual({ why: "unknown" });
});

test("today is not yet here before the feed turns at midnight Eastern, and while it is asked", async () => {
  const expectedAt = "2026-03-27T04:00:00.000Z";
  const before = await whyAt("2026-03-27T01:00:00Z");
  expect(await before.why("2026-03-27")).toEqual({ why: "not-yet", expectedAt });
  const after = await whyAt("2026-03-27T04:05:00Z");
  expect(await after.why("2026-03-27")).toEqual({ why: "not-yet", expectedAt });
  await bookHarvest(after.db, { startedAt: "2026-03-27T04:04:00.000Z", running: true });
  expect(await after.why("2026-03-27")).toEqual({ why: "not-yet", expectedAt });
});

test("a day whose feed went wrong says so, also when it is past; one whose feed went well does not", async () => {
  const { db, why } = await whyAt("2026-03-27T09:00:00Z");
  const reason = "The feed broke off.";
  await bookHarvest(db, { startedAt: "2026-03-25T04:05:00.000Z", outcome: "cut", reason });
  await bookHarvest(db, { startedAt: "2026-03-26T04:05:00.000Z" });
  await bookHarvest(db, { startedAt: "2026-03-27T04:05:00.000Z", outcome: "cut", reason });
  expect(await why("2026-03-25")).toEqual({
    why: "failed",
    at: "2026-03-25T04:05:01.000Z",
    reason,
  });
  expect(await why("2026-03-26")).toEqual({ why: "unknown" });
  expect(await why("2026-03-27")).toMatchObject({ why: "failed", reason });
  expect(await why("2026-03-24")).toEqual({ why: "unknown" });
});

test("after a refusal nothing is expected, and an instance that gathers nothing expects nothing", async () => {
  const { db, why } = await whyAt("2026-03-27T09:00:00Z");
  expect(await why("2026-03-27", false)).toEqual({ why: "unknown" });
  await db
    .insertInto("turns")
    .values({
      host: "arxiv",
      free_at: "2026-03-24T07:12:00.000Z",
      refused_at: "2026-03-24T07:12:00.000Z",
      refused_reason: "arXiv answered 403.",
    })
    .execute();
  expect(await why("2026-03-27")).toEqual({
    why: "failed",
    at: "2026-03-24T07:12:00.000Z",
    reason: "arXiv answered 403.",
  });
});

test("the drawing of a month has every day of it", async () => {
  const { db } = await openInstance();
  const days = await countMonth(db, { day: dayPeriod("2026-02-10").key });
  expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([28, "2026-02-01", "2026-02-28"]);
});
