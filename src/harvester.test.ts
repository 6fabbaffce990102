// The harvester, living through whole days and years on a clock that does not wait.
import { expect, test } from "vitest";
import { makePapers } from "../fixtures/archive/invented-papers.ts";
import { item, openFrontPage } from "../fixtures/front-page.ts";
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

async function withFrontPage(sources: string) {
  const page = await openFrontPage();
  page.days.set("2026-03-27", [item({ id: "2603.25040", on: "2026-03-27" })]);
  const instance = await openGathering({
    now: "2026-03-27T15:00:00Z",
    settings: { ...settings, ...page.settings, SOURCES: sources },
  });
  page.now = () => instance.clock.now();
  instance.archive.announce("2026-03-27", ...makePapers(4, { ...ours, on: "2026-03-27" }));
  return { page, instance };
}

test("Hugging Face is asked every six hours where it is a source, beside arXiv", async () => {
  const { page, instance } = await withFrontPage("arxiv hugging-face");
  const told = await liveUntil(instance, "2026-03-28T10:00:00Z");
  const asked = told.filter(({ harvest }) => harvest.source === "hugging-face");
  expect(asked.map(({ harvest }) => harvest.outcome)).toEqual(Array(4).fill("success"));
  expect(page.requests).toHaveLength(28);
  const hours = asked.map(({ at }) => Math.round((at.getTime() - asked[0]!.at.getTime()) / 3.6e6));
  expect(hours).toEqual([0, 6, 12, 18]);
  expect(told.some(({ harvest }) => harvest.source === "arxiv-feed")).toBe(true);
  expect(await instance.edition("2026-03-27")).toHaveLength(5);
});

test("Hugging Face alone may be the source, and is not asked where it is none", async () => {
  const alone = await withFrontPage("hugging-face");
  const told = await liveUntil(alone.instance, "2026-03-27T18:00:00Z");
  expect(told.map(({ harvest }) => harvest.source)).toEqual(["hugging-face"]);
  expect(alone.instance.archive.requests).toEqual([]);
  const without = await withFrontPage("arxiv");
  await liveUntil(without.instance, "2026-03-27T18:00:00Z");
  expect(without.page.requests).toEqual([]);
});

test("a refusal of one host does not keep the other from being asked", async () => {
  const { page, instance } = await withFrontPage("arxiv hugging-face");
  page.mood = () => ({ status: 403 });
  await liveUntil(instance, "2026-03-31T10:00:00Z");
  expect(page.requests).toHaveLength(1);
  const { archive } = instance;
  expect(archive.requests.some(({ archiveTime }) => archiveTime.getUTCDate() === 30)).toBe(true);
});

test("while another process reads the history, the other sources are asked all the same", async () => {
  const { page, instance } = await withFrontPage("arxiv hugging-face");
  const lease = { holder: "somebody", until: "2999-01-01T00:00:00.000Z" };
  await instance.db
    .insertInto("leases")
    .values({ name: "harvest arxiv-oai", ...lease })
    .execute();
  const told = await liveUntil(instance, "2026-03-27T16:00:00Z");
  expect(page.requests).toHaveLength(7);
  const outcomes = told.map(({ harvest }) => [harvest.source, harvest.outcome]);
  expect(outcomes).toContainEqual(["hugging-face", "success"]);
});
