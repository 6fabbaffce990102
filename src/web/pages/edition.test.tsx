import { expect, test } from "vitest";
import { sayingOfAll } from "../../../fixtures/judgements.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { castVote } from "../../community/votes/votes.ts";
import { showSample } from "../../catalogue/sample.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";

test("the front page is the newest edition that has papers, under its date", async () => {
  const { read } = await webForTest({
    papers: [paper(), paper({ identifier: "arxiv:2603.00001", title: "Older" }, "2026-03-26")],
  });
  const page = await read("/");
  expect(page).toMatch(/<h1><time datetime="2026-03-27">Friday 27 March 2026<\/time><\/h1>/);
  expect(page).toContain("List Estimation");
  expect(page).not.toContain("Older");
  expect(page).toContain("1\u00a0paper here");
  expect(page).toContain('<link rel="canonical" href="http://localhost:3000/day/2026-03-27"/>');
});

test("every paper says why it is here, in words", async () => {
  const judge = sayingOfAll(
    { kind: "authors", text: "authors picked 4 times before", share: 0.61 },
    { kind: "links", text: "code", share: 0.3 },
    { kind: "category", text: "in cs.IT", share: 0.2 },
    { kind: "form", text: "a short title", share: 0.1 },
  );
  const page = await (await webForTest({ papers: [paper()], judge })).read("/");
  expect(page).toMatch(
    /Why<\/span> authors picked 4 times before<span class="why-dot"> · <\/span>code\u2002<span/,
  );
});

test("the whole sum behind a score is one click away, without a script, and adds up", async () => {
  const judge = sayingOfAll(
    { kind: "words", text: "words: gull", share: 1 / 3 },
    { kind: "authors", text: "authors picked 4 times before", share: 1 / 3 },
    { kind: "form", text: "a long title", share: -0.129 },
  );
  const { read, db } = await webForTest({ papers: [paper()], judge });
  await castVote(db, { paper: 1, reader: await knownReader(db), up: true, now });
  for (const path of ["/", "/papers/2603.25280"]) {
    const page = await read(path);
    const [sum] = /<details class="why">.*?<\/details>/s.exec(page)!;
    expect(sum).toContain("Score\u00a03.54</span></summary>");
    const rows = [
      ...sum.matchAll(/<th scope="row">([^<]*?) ?(?:<small>(.*?)<\/small>)?<\/th><td>(.*?)</g),
    ];
    expect(rows.map(([, what, how, share]) => [what, how, share])).toEqual([
      ["1 vote", "3 × log₂(1 + 1)", "+3.00"],
      ["authors picked 4 times before", undefined, "+0.34"],
      ["words: gull", undefined, "+0.33"],
      ["a long title", undefined, "−0.13"],
      ["Score", undefined, "3.54"],
    ]);
  }
});

test("a day leads to its neighbours by weekday, to its week and to its month", async () => {
  const { read } = await webForTest({
    papers: [
      paper({ identifier: "arxiv:2603.00001", title: "Before" }, "2026-03-26"),
      paper(),
      paper({ identifier: "arxiv:2603.00003", title: "After" }, "2026-03-30"),
    ],
  });
  const page = await read("/day/2026-03-27");
  expect(page).toMatch(
    /href="\/day\/2026-03-26"><span aria-hidden="true">←<\/span><span class="neighbour-name">Thursday 26 March/,
  );
  expect(page).toMatch(/href="\/day\/2026-03-30"><span class="neighbour-name">Monday 30 March/);
  expect(page).toContain('href="/week/2026-W13"');
  expect(page).toContain('href="/month/2026-03"');
  expect(await read("/week/2026-W13")).toContain("Week 13, 2026");
  expect(await read("/month/2026-03")).toContain("March 2026");
});

test("a long day is paged and says which papers of how many", async () => {
  const { web, read } = await webForTest({ papers: manyPapers(120) });
  const first = await read("/day/2026-03-27");
  expect(first).toContain("Papers 1 to 50 of 120");
  expect(first.match(/<article/g)).toHaveLength(50);
  expect(first.match(/card-lead/g)).toHaveLength(1);
  expect(first.match(/card card-featured/g)).toHaveLength(5);
  expect(first.match(/card card-also/g)).toHaveLength(10);
  const last = await read("/day/2026-03-27?page=3");
  expect(last).toContain("Papers 101 to 120 of 120");
  expect(last).not.toContain("card-lead");
  expect((await web.request("/day/2026-03-27?page=4")).status).toBe(404);
  expect((await web.request("/day/2026-03-27?page=none")).status).toBe(400);
});

test("papers stand in the document in the order of their rank", async () => {
  const { read } = await webForTest({ papers: manyPapers(40) });
  const titles = [...(await read("/")).matchAll(/<a class="title"[^>]*>(Paper \d+)</g)].map(
    (match) => match[1],
  );
  expect(titles).toEqual(Array.from({ length: 40 }, (_, index) => `Paper ${index + 1}`));
});

test("a section is an edition of its own, by day, week and month", async () => {
  const { web, read } = await webForTest({
    papers: [
      paper(),
      paper({ identifier: "arxiv:2603.00009", title: "Vision", categories: ["cs.CV"] }),
    ],
  });
  for (const path of [
    "/sections/math.ST",
    "/sections/math.ST/day/2026-03-27",
    "/sections/math.ST/week/2026-W13",
    "/sections/math.ST/month/2026-03",
  ]) {
    const page = await read(path);
    expect(page).toContain("List Estimation");
    expect(page).not.toContain("Vision</a>");
  }
  expect((await web.request("/sections/cs.XX")).status).toBe(404);
  expect((await web.request("/sections/%22%25")).status).toBe(404);
  const sections = await read("/sections");
  expect(sections).toContain("Information theory");
  expect(sections).toContain('href="/sections/math.ST"');
});

test("a paper featured among announced ones says since when", async () => {
  const { read } = await webForTest({
    papers: [
      paper(),
      paper({
        identifier: "arxiv:2603.00002",
        title: "Picked",
        appearances: [{ day: "2026-03-27", kind: "featured" }],
      }),
    ],
  });
  expect(await read("/")).toContain("featured 27 March");
});

test("a paper featured elsewhere says where and when, though it was announced as well", async () => {
  const elsewhere = { kind: "featured", source: "hugging-face" } as const;
  const { read } = await webForTest({
    papers: [
      paper({
        appearances: [
          { day: "2026-03-26", kind: "announced" },
          { day: "2026-03-27", ...elsewhere },
        ],
      }),
    ],
  });
  expect(await read("/day/2026-03-26")).not.toContain("featured at");
  expect(await read("/day/2026-03-27")).toContain("featured at Hugging Face, 27 March");
  expect(await read("/week/2026-W13")).toContain("featured at Hugging Face, 27 March");
});

test("an empty weekend says that nothing is wrong and shows the month and the neighbours", async () => {
  const { web } = await webForTest({
    papers: [
      paper({}, "2026-03-20"),
      paper({ identifier: "arxiv:2603.00003", title: "After" }, "2026-03-23"),
    ],
  });
  const response = await web.request("/day/2026-03-21");
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain("It is a weekend, not a fault.");
  expect(page).toContain("<title>Friday 20 March, 1\u00a0paper</title>");
  expect(page).toContain("List Estimation");
  expect(page).toContain("After");
});

test("a day to come, an empty weekday, week and month say so", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  expect(await read("/day/2026-04-02")).toContain("Thursday 2 April 2026 is still to come.");
  expect(await read("/day/2026-03-25")).toContain("for Wednesday 25 March 2026.");
  expect(await read("/week/2026-W10")).toContain("for week 10, 2026.");
  expect(await read("/month/2025-11")).toContain("for November 2025.");
});

test("what is no date is not found, whatever it is", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const key of [
    "2026-02-30",
    "2026-13-01",
    "today",
    "0000-01-01",
    "9999-12-31",
    "%00",
    "%E0%A4%A",
    "2026-W13",
  ]) {
    expect((await web.request(`/day/${key}`)).status).toBe(404);
  }
  expect((await web.request("/week/2026-W54")).status).toBe(404);
  expect((await web.request("/month/2026-00")).status).toBe(404);
});

test("an empty catalogue says what to do", async () => {
  const { read } = await webForTest();
  expect(await read("/")).toContain("npm run broadsheet -- import FILE");
});

test("a catalogue without listing dates says so and leads to search", async () => {
  const { read } = await webForTest({ papers: [paper({ appearances: [] })] });
  const page = await read("/");
  expect(page).toContain("1\u00a0paper here, without a listing date.");
  expect(page).toContain("search-form");
});

test("the sample is marked as one, and leaves when papers come", async () => {
  const { read, db } = await webForTest();
  await showSample(db, now);
  const sample = await read("/");
  expect(sample).toContain("This is a sample");
  expect(sample).toContain("73\u00a0papers here");
  expect(sample).not.toContain("thumbnail");
  await savePapers(db, [paper()], { now });
  expect(await read("/")).not.toContain("This is a sample");
});
