import { expect, test } from "vitest";
import { makePapers } from "../../../fixtures/archive/invented-papers.ts";
import type { Mood } from "../../../fixtures/archive/moods.ts";
import { item, oldItem, openFrontPage } from "../../../fixtures/front-page.ts";
import { openGathering } from "../../../fixtures/gathering.ts";
import { addDays } from "../../papers/period.ts";
import { getPaper } from "../papers.ts";
import { listSignals } from "../signals.ts";
import { gather } from "./gather.ts";

// Friday, 27 March 2026.
const friday = "2026-03-27";
const saturday = "2026-03-28";

async function openFrontPageReader({ now = `${friday}T12:00:00Z` } = {}) {
  const page = await openFrontPage();
  const instance = await openGathering({ now, settings: page.settings });
  const { db, config, clock } = instance;
  page.now = () => clock.now();
  const harvest = async (options: { since?: string; signal?: AbortSignal } = {}) => {
    const progress: string[] = [];
    const onProgress = (line: string) => progress.push(line);
    const asked = { config, clock, sources: ["hugging-face"] as const, onProgress, ...options };
    const [ended] = await gather(db, asked);
    return { ...ended!, progress };
  };
  const featured = async () =>
    await db
      .selectFrom("appearances")
      .innerJoin("papers", "papers.id", "appearances.paper_id")
      .select(["day", "identifier", "kind", "source"])
      .where("kind", "=", "featured")
      .orderBy("day")
      .orderBy("identifier")
      .execute();
  return { ...instance, page, harvest, featured };
}

test("a day is taken in as featured, with who says so and what is counted there", async () => {
  const { page, harvest, db, clock } = await openFrontPageReader();
  const laundry = { id: "2603.25040", upvotes: 46, comments: 3, on: friday };
  page.days.set(friday, [
    item({ ...laundry, githubRepo: "https://github.com/a/laundry", githubStars: 120 }),
    item({ id: "2603.25728", upvotes: 0, comments: 0, on: friday }),
  ]);
  expect(await harvest()).toMatchObject({ outcome: "success", day: friday, received: 2, new: 2 });
  const paper = await getPaper(db, "arxiv:2603.25040");
  expect(paper).toMatchObject({
    title: "Paper 2603.25040",
    abstract: "Of gulls and weather over northern bays.",
    authors: ["Ada Lindqvist", "Ben Okafor"],
    codeUrl: "https://github.com/a/laundry",
    appearances: [{ day: friday, kind: "featured", source: "hugging-face" }],
  });
  const signals = await listSignals(db, [paper.id]);
  expect(signals.map((each) => "value" in each && [each.kind, each.value])).toEqual([
    ["comments", 3],
    ["stars", 120],
    ["upvotes", 46],
  ]);
  expect(signals[0]).toMatchObject({ paper: paper.id, source: "hugging-face" });
  const minutes = (clock.now().getTime() - Date.parse(signals[0]!.at)) / 60_000;
  expect(minutes).toBeLessThan(1);
});

test("asked again, upvotes have grown, nothing is doubled, and growth can be told", async () => {
  const { page, harvest, db, clock, featured } = await openFrontPageReader();
  const show = (upvotes: number) =>
    page.days.set(friday, [item({ id: "2603.25040", upvotes, on: friday })]);
  show(5);
  await harvest();
  clock.set(new Date("2026-03-27T18:00:00Z"));
  show(9);
  expect(await harvest()).toMatchObject({ outcome: "success", new: 0, changed: 0 });
  clock.set(new Date("2026-03-29T12:00:00Z"));
  show(20);
  await harvest();
  const { id } = await getPaper(db, "arxiv:2603.25040");
  const newest = async (until?: Date) =>
    (await listSignals(db, [id], until ? { until } : {})).find(({ kind }) => kind === "upvotes");
  expect(await newest()).toMatchObject({
    value: 20,
    at: expect.stringMatching(/^2026-03-29T12:/),
    before: { value: 9, at: expect.stringMatching(/^2026-03-27T18:/) },
  });
  const then = await newest(new Date("2026-03-28T00:00:00Z"));
  expect(then).toMatchObject({ value: 9 });
  expect(then).not.toHaveProperty("before");
  const kept = await db.selectFrom("signals").select("day").where("kind", "=", "upvotes").execute();
  expect(kept.map(({ day }) => day)).toEqual([friday, "2026-03-29"]);
  expect(await featured()).toHaveLength(1);
});

test("what was counted more than a week before tells no growth", async () => {
  const { page, harvest, db, clock } = await openFrontPageReader();
  page.days.set(friday, [item({ id: "2603.25040", on: friday })]);
  await harvest();
  clock.set(new Date("2026-04-06T12:00:00Z"));
  await harvest({ since: friday });
  const { id } = await getPaper(db, "arxiv:2603.25040");
  for (const signal of await listSignals(db, [id])) expect(signal).not.toHaveProperty("before");
});

test.each([
  ["since 2025", item],
  ["until 2024", oldItem],
  [
    "without any day",
    (given: Parameters<typeof item>[0]) => {
      const { paper, ...beside } = item(given);
      return { ...beside, paper: { ...paper, submittedOnDailyAt: null } };
    },
  ],
])("a weekend repeats Friday's papers, as written %s, and features nothing", async (...of) => {
  const [, write] = of;
  const { page, harvest, featured } = await openFrontPageReader({ now: "2026-03-29T12:00:00Z" });
  page.days.set("2026-03-26", [write({ id: "2603.25001", on: "2026-03-26" })]);
  page.days.set(friday, [write({ id: "2603.25002", on: friday })]);
  expect((await harvest()).outcome).toBe("success");
  expect(page.requests.map(({ day }) => day)).toContain(saturday);
  expect((await featured()).map(({ day, identifier }) => [day, identifier])).toEqual([
    ["2026-03-26", "arxiv:2603.25001"],
    [friday, "arxiv:2603.25002"],
  ]);
});

test("what arXiv says of a paper stays, and what it left open is filled", async () => {
  const { archive, page, gather: gatherFrom, harvest, db, edition } = await openFrontPageReader();
  const [paper] = makePapers(1, { on: "2026-03-26", categories: ["cs.LG", "cs.AI"] });
  paper!.abstract = "An abstract with $\\alpha$ in it, and no address.";
  delete paper!.comment;
  archive.announce("2026-03-26", paper!);
  await gatherFrom("arxiv-oai");
  const before = await getPaper(db, `arxiv:${paper!.id}`);
  expect(before.codeUrl).toBeNull();
  const repository = { githubRepo: "https://github.com/a/b", githubStars: 1 };
  page.days.set(friday, [item({ id: paper!.id, title: "Worse", on: friday, ...repository })]);
  expect(await harvest()).toMatchObject({ new: 0, changed: 1 });
  expect(await getPaper(db, `arxiv:${paper!.id}`)).toEqual({
    ...before,
    codeUrl: "https://github.com/a/b",
    appearances: [
      { day: "2026-03-26", kind: "announced" },
      { day: friday, kind: "featured", source: "hugging-face" },
    ],
  });
  expect([await edition("2026-03-26"), await edition(friday)]).toEqual([[paper!.id], [paper!.id]]);
});

test("arXiv's own words replace those that Hugging Face passed on", async () => {
  const { archive, page, gather: gatherFrom, harvest, db } = await openFrontPageReader();
  const [paper] = makePapers(1, { on: "2026-03-26", categories: ["cs.LG", "cs.AI"] });
  page.days.set(friday, [item({ id: paper!.id, title: "Worse", on: friday })]);
  await harvest();
  archive.announce("2026-03-26", paper!);
  await gatherFrom("arxiv-oai");
  const { title, categories, appearances } = await getPaper(db, `arxiv:${paper!.id}`);
  expect([title, categories, appearances.length]).toEqual([paper!.title, ["cs.LG", "cs.AI"], 2]);
});

test("a page that somebody saved learns who had featured its papers", async () => {
  const { page, harvest, save, featured } = await openFrontPageReader();
  await save({
    title: "Paper 2603.25040",
    abstract: "Of gulls and weather over northern bays.",
    appearances: [{ day: friday, kind: "featured" }],
  });
  page.days.set(friday, [item({ id: "2603.25040", on: friday })]);
  await harvest();
  expect(await featured()).toEqual([
    { day: friday, identifier: "arxiv:2603.25040", kind: "featured", source: "hugging-face" },
  ]);
});

const days = ["2026-03-25", "2026-03-26", friday];

/** The third of three days goes wrong. */
async function openTrouble(mood: Mood) {
  const reader = await openFrontPageReader();
  for (const [index, on] of days.entries()) {
    reader.page.days.set(on, [item({ id: `2603.2500${index}`, on })]);
  }
  reader.page.mood = ({ day }) => (day === friday ? mood : {});
  const featuredDays = async () => (await reader.featured()).map(({ day }) => day);
  return { ...reader, featuredDays };
}

const troubles: [string, Mood, string][] = [
  ["is busy for an hour", { status: 429, retryAfter: "3600" }, "busy"],
  ["fails", { status: 500 }, "failed"],
  ["sends a web page", { html: true }, "malformed"],
  ["breaks off", { truncated: { share: 0.5, how: "dropped" } }, "cut"],
  ["goes away", { reset: true }, "unreachable"],
];
test.each(troubles)(
  "a server that %s takes nothing away, and gives the rest later",
  async (...of) => {
    const [, mood, outcome] = of;
    const { page, harvest, featuredDays, clock } = await openTrouble(mood);
    expect((await harvest()).outcome).toBe(outcome);
    expect(await featuredDays()).toEqual(days.slice(0, 2));
    page.mood = () => ({});
    clock.set(new Date("2026-03-27T20:00:00Z"));
    expect((await harvest()).outcome).toBe("success");
    expect(await featuredDays()).toEqual(days);
  },
);

test("one day that goes wrong is named, and keeps no newer day from being taken in", async () => {
  const { page, harvest, featuredDays } = await openTrouble({});
  page.mood = ({ day }) => (day === days[0] ? { status: 500 } : {});
  const { outcome, reason } = await harvest();
  expect(outcome).toBe("failed");
  expect(reason).toContain("2026-03-25 could not be read, the other days were.");
  expect(await featuredDays()).toEqual(days.slice(1));
  page.mood = () => ({});
  expect((await harvest()).outcome).toBe("success");
  expect(await featuredDays()).toEqual(days);
});

test("a server that answers no day is left alone after three", async () => {
  const { page, harvest } = await openTrouble({});
  page.mood = () => ({ html: true });
  expect((await harvest()).outcome).toBe("malformed");
  expect(page.requests).toHaveLength(3);
});

test("a server that refuses is not asked again, which is nothing to arXiv", async () => {
  const { page, harvest, featuredDays, gather: gatherFrom } = await openTrouble({ status: 403 });
  expect((await harvest()).outcome).toBe("refused");
  const asked = page.requests.length;
  page.mood = () => ({});
  expect((await harvest()).outcome).toBe("refused");
  expect(page.requests).toHaveLength(asked);
  expect(await featuredDays()).toEqual(days.slice(0, 2));
  expect((await gatherFrom("arxiv-feed"))[0]!.outcome).toBe("empty");
});

test("a server that has nothing for a whole week is not believed", async () => {
  const { harvest } = await openFrontPageReader();
  expect(await harvest()).toMatchObject({
    outcome: "empty",
    reason: expect.stringContaining("featured nothing since 2026-03-21"),
  });
});

test("items that cannot be read are told", async () => {
  const { page, harvest } = await openFrontPageReader();
  page.days.set(friday, [null, item({ id: "2603.25040", on: friday })]);
  page.days.set(
    "2026-03-26",
    Array.from({ length: 6 }, (_, index) => item({ id: `2603.2600${index}`, on: "2026-03-26" })),
  );
  expect(await harvest()).toMatchObject({
    outcome: "success",
    received: 7,
    reason: "1 of 8 items could not be read. An item has no paper with an identifier.",
  });
});

test("by itself it asks for the newest seven days, one request in three seconds", async () => {
  const { page, harvest } = await openFrontPageReader();
  page.days.set(friday, [item({ id: "2603.25040", on: friday })]);
  const { progress } = await harvest();
  const days = page.requests.map(({ day }) => day);
  expect(days).toEqual(Array.from({ length: 7 }, (_, index) => addDays("2026-03-21", index)));
  const times = page.requests.map(({ at }) => at.getTime());
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  expect(page.requests[0]!.userAgent).toMatch(/^Broadsheet\//);
  expect(progress.at(-1)).toBe(
    "Gathering what Hugging Face featured: 2026-03-27, day 7 of 7, about 3 s left",
  );
});

test("days that were missed while nothing ran are made up", async () => {
  const { page, harvest, clock } = await openFrontPageReader();
  page.days.set(friday, [item({ id: "2603.25040", on: friday })]);
  await harvest();
  clock.set(new Date("2026-04-20T12:00:00Z"));
  page.days.set("2026-04-01", [item({ id: "2604.00001", on: "2026-04-01" })]);
  page.requests.length = 0;
  await harvest();
  expect([page.requests[0]!.day, page.requests.at(-1)!.day]).toEqual([friday, "2026-04-20"]);
});

test("the history is read from its first day, and goes on where it was interrupted", async () => {
  const { page, harvest, featured, clock } = await openFrontPageReader({
    now: "2023-06-02T12:00:00Z",
  });
  const may = Array.from({ length: 30 }, (_, index) => addDays("2023-05-04", index));
  for (const [index, on] of may.entries()) {
    page.days.set(on, [item({ id: `2305.${10_000 + index}`, on })]);
  }
  const stopping = new AbortController();
  page.mood = ({ day }) => {
    if (day === "2023-05-14") stopping.abort();
    return {};
  };
  await expect(harvest({ since: "all", signal: stopping.signal })).rejects.toThrow("aborted");
  expect(await featured()).toHaveLength(10);
  page.mood = () => ({});
  page.requests.length = 0;
  // What the server asks for by itself meanwhile is nothing to the history.
  await harvest();
  page.requests.length = 0;
  clock.set(new Date("2023-06-02T18:00:00Z"));
  const { outcome, progress } = await harvest({ since: "2023-01-01" });
  expect([outcome, page.requests[0]!.day, page.requests.length]).toEqual([
    "success",
    "2023-05-14",
    20,
  ]);
  expect(progress).toContain("Gathering what Hugging Face featured: 2023-05-14, day 11 of 30");
  expect((await featured()).map(({ day }) => day)).toEqual(may);
  page.requests.length = 0;
  await harvest({ since: "2023-05-31" });
  expect(page.requests.map(({ day }) => day)).toEqual(may.slice(-3));
});
