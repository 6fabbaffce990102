// The harvester, living through whole days and years on a clock that does not wait.
import { expect, test } from "vitest";
import { makePapers } from "../fixtures/archive/invented-papers.ts";
import { idsOf, openGathering } from "../fixtures/gathering.ts";
import { liveUntil } from "../fixtures/living.ts";
import { getReceipt } from "./editions/receipt.ts";
import { dayPeriod } from "./papers/period.ts";

const ours = { categories: ["cs.LG"] };
const settings = { ARXIV_CATEGORIES: "cs.LG" };

test("an instance that is started finds the newest announcement at once, then the week before", async () => {
  const instance = await openGathering({ now: "2026-03-27T15:00:00Z", settings });
  const { archive, edition } = instance;
  const days = ["2026-03-20", "2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
  for (const on of days) archive.announce(on, ...makePapers(4, { ...ours, on }));
  const told = await liveUntil(instance, "2026-03-27T15:10:00Z");
  expect(told.map(({ harvest }) => [harvest.source, harvest.outcome])).toEqual([
    ["arxiv-feed", "success"],
    ["arxiv-oai", "success"],
  ]);
  expect(told[0]!.at.getTime() - Date.parse("2026-03-27T15:00:00Z")).toBeLessThan(60_000);
  for (const on of days) expect(await edition(on)).toHaveLength(4);
});

test("started on a Saturday, it has Friday's edition all the same", async () => {
  const instance = await openGathering({ now: "2026-03-28T15:00:00Z", settings });
  instance.archive.announce("2026-03-27", ...makePapers(4, { ...ours, on: "2026-03-27" }));
  await liveUntil(instance, "2026-03-28T15:10:00Z");
  expect(await instance.edition("2026-03-27")).toHaveLength(4);
});

test("a week in which arXiv failed on Tuesday is whole on Wednesday, and says what came late", async () => {
  const instance = await openGathering({ now: "2026-03-23T03:00:00Z", settings });
  const { archive, edition, days, db, clock } = instance;
  const week = ["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
  for (const on of ["2026-03-20", ...week]) {
    archive.announce(on, ...makePapers(20, { ...ours, on }));
  }
  archive.mood = () => {
    const now = clock.now().toISOString();
    const isTuesday = now >= "2026-03-24T04:00:00Z" && now < "2026-03-25T04:00:00Z";
    return isTuesday ? { status: 500 } : undefined;
  };
  const told = await liveUntil(instance, "2026-03-28T03:00:00Z");
  const failed = told.filter(({ harvest }) => harvest.outcome === "failed");
  expect(failed.length).toBeGreaterThan(10);
  // Said once a source, not at each of its tries.
  expect(failed.filter(({ news }) => news)).toHaveLength(2);

  expect((await days()).filter((day) => day >= "2026-03-23")).toEqual(week);
  for (const on of week) {
    expect(await edition(on)).toEqual(idsOf(makePapers(20, { ...ours, on })));
    const receipt = await getReceipt(db, { period: dayPeriod(on) });
    console.log(
      `receipt of ${on}: announced ${receipt.announced}, here ${receipt.here}, late ${receipt.late}`,
    );
    expect(receipt).toMatchObject({
      announced: 20,
      here: 20,
      missing: 0,
      late: on === "2026-03-24" ? 20 : 0,
    });
  }
});

test("without a network it says so once, and goes on trying", async () => {
  const instance = await openGathering({ now: "2026-03-27T15:00:00Z", settings });
  await instance.archive.close();
  const told = await liveUntil(instance, "2026-03-27T18:00:00Z");
  expect(told.length).toBeGreaterThan(8);
  expect(new Set(told.map(({ harvest }) => harvest.outcome))).toEqual(new Set(["unreachable"]));
  expect(told.filter(({ news }) => news)).toHaveLength(1);
});
