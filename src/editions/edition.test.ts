import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { castVote } from "../community/votes.ts";
import { getPaper } from "../catalogue/papers.ts";
import { dayPeriod, monthPeriod, weekPeriod } from "../papers/period.ts";
import { getEdition } from "./edition.ts";
import { categorySection } from "./sections.ts";

const friday = dayPeriod("2026-03-27");

async function newsroom() {
  const instance = await openInstance();
  await instance.save(
    aPaper({ identifier: "arxiv:2603.25001", title: "Plain" }),
    aPaper({ identifier: "arxiv:2603.25002", title: "Later" }),
    aPaper({ identifier: "arxiv:2603.25003", title: "Code", codeUrl: "https://github.com/a/b" }),
    aPaper({ identifier: "arxiv:2603.25004", title: "Crossed", categories: ["cs.CV", "cs.RO"] }),
    aPaper({
      identifier: "arxiv:2603.24001",
      title: "Yesterday's",
      appearances: [{ day: "2026-03-26", kind: "announced" }],
    }),
  );
  return instance;
}

test("a withdrawn paper keeps its votes and stands last", async () => {
  const { db, now, save } = await newsroom();
  const { id } = await getPaper(db, "arxiv:2603.25003");
  await castVote(db, { paper: id, visitor: "a", up: true, now });
  await save(aPaper({ identifier: "arxiv:2603.25003", title: "Code", withdrawn: true }));
  const { entries } = await getEdition(db, { period: friday, now });
  expect(entries.at(-1)).toMatchObject({ paper: { title: "Code", upvotes: 1, withdrawn: true } });
});

test("papers stand by votes, then by code, project and cross-lists, then newest first", async () => {
  const { db, now } = await newsroom();
  const { id } = await getPaper(db, "arxiv:2603.25001");
  await castVote(db, { paper: id, visitor: "a", up: true, now });
  const { entries, total } = await getEdition(db, { period: friday, now });
  expect(total).toBe(4);
  expect(
    entries.map(({ place, paper, reasons }) => [place, paper.title, reasons[0]?.text]),
  ).toEqual([
    [1, "Plain", "1 vote"],
    [2, "Code", "code"],
    [3, "Crossed", "cross-listed in cs.RO"],
    [4, "Later", "newest in cs.RO"],
  ]);
});

test("an old vote still outweighs everything that is not a vote", async () => {
  const { db, now, save } = await newsroom();
  await save(
    aPaper({
      identifier: "arxiv:2603.25003",
      categories: ["cs.RO", "cs.AI", "cs.CL", "cs.CV", "cs.LG"],
      codeUrl: "https://github.com/a/b",
      projectUrl: "https://a.example.org/",
    }),
  );
  const { id } = await getPaper(db, "arxiv:2603.25001");
  await castVote(db, { paper: id, visitor: "a", up: true, now: new Date("2020-01-01") });
  const { entries } = await getEdition(db, { period: friday, now });
  expect(entries[0]?.paper.title).toBe("Plain");
});

test("the reasons add up to the score", async () => {
  const { db, now } = await newsroom();
  const { entries } = await getEdition(db, { period: friday, now });
  for (const { score, reasons } of entries) {
    expect(reasons.reduce((sum, reason) => sum + reason.share, 0)).toBeCloseTo(score);
  }
});

test("an edition knows its neighbours that have papers", async () => {
  const { db, now, save } = await newsroom();
  await save(
    aPaper({
      identifier: "arxiv:2603.26001",
      appearances: [{ day: "2026-03-30", kind: "announced" }],
    }),
  );
  const edition = await getEdition(db, { period: dayPeriod("2026-03-29"), now });
  expect(edition).toMatchObject({
    total: 0,
    previous: { key: "2026-03-27" },
    next: { key: "2026-03-30" },
  });
});

test("a section holds its cross-lists and nothing of a similar name", async () => {
  const { db, finder, now, save } = await newsroom();
  await save(aPaper({ identifier: "arxiv:2603.25005", categories: ["cs.ROX"] }));
  const section = categorySection("cs.RO", { finder });
  const { total, entries } = await getEdition(db, { period: friday, section, now });
  expect(total).toBe(4);
  expect(entries.some((each) => each.paper.title === "Crossed")).toBe(true);
});

test("a week and a month hold each paper once", async () => {
  const { db, now, save } = await newsroom();
  await save(
    aPaper({
      identifier: "arxiv:2603.25001",
      appearances: [{ day: "2026-03-25", kind: "featured" }],
    }),
  );
  expect((await getEdition(db, { period: weekPeriod("2026-03-27"), now })).total).toBe(5);
  expect((await getEdition(db, { period: monthPeriod("2026-03-27"), now })).total).toBe(5);
});

test("a long day is paged, and no paper is lost or doubled between pages", async () => {
  const { db, now, save } = await newsroom();
  const numbers = Array.from({ length: 120 }, (_, index) => String(index).padStart(5, "0"));
  await save(
    ...numbers.map((number) => aPaper({ identifier: `arxiv:2603.${number}`, title: number })),
  );
  const seen = new Set<string>();
  for (const page of [1, 2, 3]) {
    const { entries, pages, total } = await getEdition(db, { period: friday, page, now });
    expect([pages, total]).toEqual([3, 124]);
    for (const { paper } of entries) seen.add(paper.identifier);
  }
  expect(seen.size).toBe(124);
});
