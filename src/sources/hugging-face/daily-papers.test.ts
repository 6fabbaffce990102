import { expect, test } from "vitest";
import { askingForTest, failureOf } from "../../../fixtures/answering-server.ts";
import { item, oldItem, openFrontPage } from "../../../fixtures/front-page.ts";
import { readFeaturedDay } from "./daily-papers.ts";

const day = "2026-03-27";

async function openReading() {
  const page = await openFrontPage();
  const read = (asked = day) =>
    readFeaturedDay(askingForTest(), { url: new URL(page.settings.HF_URL), day: asked });
  return { page, read };
}

const folded = item({
  id: "2603.25040",
  title: "Folding Laundry\n  With Two Left Hands",
  upvotes: 46,
  comments: 3,
  githubRepo: "https://github.com/a/laundry",
  githubStars: 120,
  projectPage: "https://laundry.example.org/",
  on: day,
});

const read = {
  record: {
    identifier: "arxiv:2603.25040",
    title: "Folding Laundry With Two Left Hands",
    abstract: "Of gulls and weather over northern bays.",
    passedOn: true,
    authors: ["Ada Lindqvist", "Ben Okafor"],
    submittedAt: "2026-03-20T05:21:45.000Z",
    codeUrl: "https://github.com/a/laundry",
    projectUrl: "https://laundry.example.org/",
  },
  counts: [
    { kind: "upvotes", value: 46 },
    { kind: "comments", value: 3 },
    { kind: "stars", value: 120 },
  ],
  proposedOn: day,
};

test("a day is read with what its readers counted, code and project pages", async () => {
  const { page, read: readDay } = await openReading();
  page.days.set(day, [folded]);
  expect(await readDay()).toEqual({ papers: [read], faults: [] });
  expect(page.requests[0]!.url.pathname).toBe("/api/daily_papers");
  expect(page.requests[0]).toMatchObject({ day, accept: "application/json" });
});

test("fields that stand beside the paper and not within it are found as well", async () => {
  const { page, read: readDay } = await openReading();
  const { paper, ...beside } = folded;
  const { id, publishedAt, submittedOnDailyAt, authors, ...moved } = paper;
  const within = { id, publishedAt, submittedOnDailyAt, authors, numComments: 3 };
  page.days.set(day, [{ ...beside, ...moved, numComments: undefined, paper: within }]);
  expect((await readDay()).papers).toEqual([read]);
});

test("a day with more papers than one answer holds is read to its end, each paper once", async () => {
  const { page, read: readDay } = await openReading();
  const items = Array.from({ length: 230 }, (_, index) =>
    item({ id: `2603.${10_000 + index}`, on: day }),
  );
  page.days.set(day, [...items, items[0]]);
  expect((await readDay()).papers).toHaveLength(230);
  expect(page.requests).toHaveLength(3);
});

test.each([
  ["since 2025", item],
  ["until 2024", oldItem],
])("papers of the day before, as written %s, are not those of a day without any", async (...of) => {
  const [, write] = of;
  const { page, read: readDay } = await openReading();
  page.days.set(day, [write({ id: "2603.25040", on: day })]);
  expect((await readDay()).papers).toHaveLength(1);
  expect((await readDay("2026-03-28")).papers).toEqual([]);
});

test("items that make no paper are told and cost no other", async () => {
  const { page, read: readDay } = await openReading();
  const bad = [
    null,
    7,
    [],
    {},
    { paper: { id: 7 } },
    { ...folded, paper: { ...folded.paper, id: "../../etc/passwd" } },
    { ...folded, title: "", paper: { ...folded.paper, title: " \n " } },
    { ...folded, title: undefined, paper: { ...folded.paper, title: "x".repeat(5000) } },
  ];
  page.days.set(day, [...bad, folded]);
  const { papers, faults } = await readDay();
  expect(papers).toEqual([read]);
  expect(faults).toHaveLength(bad.length);
});

test("fields that are not what they claim to be are left out, and the paper stays", async () => {
  const { page, read: readDay } = await openReading();
  const paper = {
    ...folded.paper,
    authors: [{ name: "Ada Lindqvist" }, { name: 7 }, null, { name: "" }],
    publishedAt: "soon",
    submittedOnDailyAt: ["2026"],
    upvotes: -1,
    githubStars: 1e300,
    githubRepo: "javascript:alert(1)",
    projectPage: "https://ada:secret@example.org/",
  };
  page.days.set(day, [{ ...folded, publishedAt: 7, numComments: "many", paper }]);
  const { identifier, title, abstract, passedOn } = read.record;
  expect(await readDay()).toEqual({
    papers: [
      {
        record: { identifier, title, abstract, passedOn, authors: ["Ada Lindqvist"] },
        counts: [],
        proposedOn: undefined,
      },
    ],
    faults: [],
  });
});

test.each([
  ["a web page", "<!DOCTYPE html>"],
  ["half of an answer", '[{"paper":{"id":"2603.25040"'],
  ["an error", '{"error":"Internal"}'],
  ["deep as a well", "[".repeat(200_000)],
  ["nothing but items that are no papers", "[1, 2]"],
  ["a list without end", `[${"0,".repeat(5_000)}0]`],
])("what is %s is malformed", async (_, text) => {
  const { page, read: readDay } = await openReading();
  page.instead = text;
  expect((await failureOf(readDay())).trouble).toBe("malformed");
});

test("a packed answer that unpacks to a gigabyte is dropped", async () => {
  const { page, read: readDay } = await openReading();
  page.mood = () => ({ gzipBomb: true });
  expect((await failureOf(readDay())).trouble).toBe("malformed");
});
