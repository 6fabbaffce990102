import { expect, test } from "vitest";
import { manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { saveCounts } from "../../catalogue/signals.ts";
import { castVote } from "../../community/votes/votes.ts";

function titlesOn(page: string): string[] {
  return [...page.matchAll(/<a class="title"[^>]*>([^<]+)</g)].map((match) => match[1]!);
}

test("papers of the last two weeks with votes stand by how fresh those are, each with its reasons", async () => {
  const { db, read } = await webForTest({
    papers: [
      ...manyPapers(3),
      paper({ identifier: "arxiv:2603.00001", title: "Long ago" }, "2026-03-01"),
      paper({ identifier: "arxiv:2603.00002", title: "Last week" }, "2026-03-18"),
    ],
  });
  const hours = (count: number) => new Date(now.getTime() - count * 3_600_000);
  await castVote(db, { paper: 2, visitor: "ada", up: true, now: hours(5) });
  await castVote(db, { paper: 2, visitor: "ben", up: true, now: hours(2) });
  await castVote(db, { paper: 4, visitor: "ada", up: true, now: hours(1) });
  await castVote(db, { paper: 5, visitor: "ada", up: true, now: hours(1) });
  const page = await read("/trending");
  expect(titlesOn(page)).toEqual(["Paper 2", "Last week"]);
  expect(page).toContain("2 votes in 3 hours");
  expect(page).toContain("Wednesday\u00a018\u00a0March");
  expect(page).toContain('href="/trending" class="nav-link" aria-current="page">Trending</a>');
});

test("votes of another site count as well", async () => {
  const { db, read } = await webForTest({ papers: manyPapers(3) });
  const at = now.toISOString();
  await saveCounts(db, [{ paper: 3, source: "hugging-face", kind: "upvotes", value: 61, at }]);
  const page = await read("/trending");
  expect(titlesOn(page)).toEqual(["Paper 3"]);
  expect(page).toContain("61 upvotes at Hugging Face");
});

test("where nobody votes, the page says so and what to do meanwhile", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  const page = await read("/trending");
  expect(page).toContain("<h1>Nothing is trending.</h1>");
  expect(page).toContain('href="/day/2026-03-27">Friday 27 March 2026</a>');
  expect(page).toContain("in the order of its votes and of what an editor’s model expects");
  expect(page).toContain("<code>SOURCES=arxiv,hugging-face</code>");
  const settings = { SOURCES: "arxiv,hugging-face" };
  const asking = await webForTest({ papers: [paper()], settings });
  expect(await asking.read("/trending")).not.toContain("SOURCES=");
  expect(await (await webForTest()).read("/trending")).toContain("Nothing is trending.");
});

test("a long list is paged", async () => {
  const { db, web, read } = await webForTest({ papers: manyPapers(60) });
  for (let paper = 1; paper <= 60; paper++) {
    await castVote(db, { paper, visitor: "ada", up: true, now });
  }
  expect(await read("/trending")).toContain("Papers 1 to 50 of 60");
  expect(titlesOn(await read("/trending?page=2"))).toHaveLength(10);
  expect((await web.request("/trending?page=3")).status).toBe(404);
});
