import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { judgement, noJudgements } from "../../fixtures/judgements.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { knownReader } from "../../fixtures/readers.ts";
import { castVote } from "../community/votes/votes.ts";
import { getPaper } from "../catalogue/papers.ts";
import type { Identifier } from "../papers/identifier.ts";
import { saveCounts } from "../catalogue/signals.ts";
import { changeWeights } from "../ranking/ranking-changes.ts";
import { defaultWeights } from "../ranking/weights.ts";
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
  const { entries } = await getEdition(db, { period: friday, judge: noJudgements });
  expect(entries.at(-1)).toMatchObject({ paper: { title: "Code", upvotes: 1, withdrawn: true } });
});

test("papers stand by votes, then as the editor judges them, then newest first", async () => {
  const { db, now } = await newsroom();
  const numberOf = async (name: Identifier) => (await getPaper(db, name)).id;
  const plain = await numberOf("arxiv:2603.25001");
  const code = await numberOf("arxiv:2603.25003");
  await castVote(db, { paper: plain, visitor: "a", up: true, now });
  const judge = async () => new Map([[code, judgement(0.7)]]);
  const { entries, total } = await getEdition(db, { period: friday, judge });
  expect(total).toBe(4);
  expect(
    entries.map(({ place, paper, reasons }) => [place, paper.title, reasons[0]?.text]),
  ).toEqual([
    [1, "Plain", "1 vote"],
    [2, "Code", "words: gull"],
    [3, "Crossed", "no votes yet"],
    [4, "Later", "no votes yet"],
  ]);
});

test("what other sites count speaks for a paper, of that day or by and by", async () => {
  const { db, now } = await newsroom();
  const { id } = await getPaper(db, "arxiv:2603.25001");
  const at = now.toISOString();
  await saveCounts(db, [{ paper: id, source: "hugging-face", kind: "upvotes", value: 61, at }]);
  const { entries } = await getEdition(db, { period: friday, judge: noJudgements });
  expect(entries[0]).toMatchObject({
    paper: { title: "Plain" },
    score: 1.5,
    reasons: [{ kind: "upvotes", text: "61 upvotes at Hugging Face" }],
  });
});

test("the weights are those that the owner saved last", async () => {
  const { db, now } = await newsroom();
  const { id } = await getPaper(db, "arxiv:2603.25001");
  const reader = await knownReader(db);
  await castVote(db, { paper: id, reader, up: true, now });
  await changeWeights(db, { weights: { ...defaultWeights, votes: 4 }, now });
  const { entries } = await getEdition(db, { period: friday, judge: noJudgements });
  expect(entries[0]).toMatchObject({ score: 4, reasons: [{ detail: "4 × log₂(1 + 1)" }] });
});

test("a closed day is in the same order for ever, until somebody votes", async () => {
  const { db, now } = await newsroom();
  const { id } = await getPaper(db, "arxiv:2603.25001");
  const reader = await knownReader(db);
  await castVote(db, { paper: id, reader, up: true, now });
  const day = await getEdition(db, { period: friday, judge: noJudgements });
  const later = new Date(now.getTime() + 400 * 86_400_000);
  const other = (await getPaper(db, "arxiv:2603.25002")).id;
  await castVote(db, { paper: other, reader, up: true, now: later });
  const { entries } = await getEdition(db, { period: friday, judge: noJudgements });
  // The late vote counts a quarter, and the one of the day as much as ever.
  expect(entries.map(({ paper }) => paper.title).slice(0, 2)).toEqual(["Plain", "Later"]);
  expect(entries[0]!.score).toBe(day.entries[0]!.score);
  expect(entries[1]!.score).toBeCloseTo(3 * Math.log2(1.25));
});

test("the reasons add up to the score", async () => {
  const { db } = await newsroom();
  const { entries } = await getEdition(db, { period: friday, judge: noJudgements });
  for (const { score, reasons } of entries) {
    expect(reasons.reduce((sum, reason) => sum + reason.share, 0)).toBeCloseTo(score);
  }
});

test("an edition knows its neighbours that have papers", async () => {
  const { db, save } = await newsroom();
  await save(
    aPaper({
      identifier: "arxiv:2603.26001",
      appearances: [{ day: "2026-03-30", kind: "announced" }],
    }),
  );
  const edition = await getEdition(db, { period: dayPeriod("2026-03-29"), judge: noJudgements });
  expect(edition).toMatchObject({
    total: 0,
    previous: { key: "2026-03-27" },
    next: { key: "2026-03-30" },
  });
});

test("a section holds its cross-lists and nothing of a similar name", async () => {
  const { db, finder, save } = await newsroom();
  await save(aPaper({ identifier: "arxiv:2603.25005", categories: ["cs.ROX"] }));
  const section = categorySection("cs.RO", { finder });
  const { total, entries } = await getEdition(db, { period: friday, section, judge: noJudgements });
  expect(total).toBe(4);
  expect(entries.some((each) => each.paper.title === "Crossed")).toBe(true);
});

test("a week and a month hold each paper once", async () => {
  const { db, save } = await newsroom();
  await save(
    aPaper({
      identifier: "arxiv:2603.25001",
      appearances: [{ day: "2026-03-25", kind: "featured" }],
    }),
  );
  expect(
    (await getEdition(db, { period: weekPeriod("2026-03-27"), judge: noJudgements })).total,
  ).toBe(5);
  expect(
    (await getEdition(db, { period: monthPeriod("2026-03-27"), judge: noJudgements })).total,
  ).toBe(5);
});

test("a long day is paged, and no paper is lost or doubled between pages", async () => {
  const { db, save } = await newsroom();
  const numbers = Array.from({ length: 120 }, (_, index) => String(index).padStart(5, "0"));
  await save(
    ...numbers.map((number) => aPaper({ identifier: `arxiv:2603.${number}`, title: number })),
  );
  const seen = new Set<string>();
  for (const page of [1, 2, 3]) {
    const { entries, pages, total } = await getEdition(db, {
      period: friday,
      page,
      judge: noJudgements,
    });
    expect([pages, total]).toEqual([3, 124]);
    for (const { paper } of entries) seen.add(paper.identifier);
  }
  expect(seen.size).toBe(124);
});
