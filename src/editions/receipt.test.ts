import fc from "fast-check";
import { expect, test } from "vitest";
import { announce, bookHarvest } from "../../fixtures/announcements.ts";
import { makePapers } from "../../fixtures/archive/invented-papers.ts";
import { openGathering } from "../../fixtures/gathering.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import type { Identifier } from "../papers/identifier.ts";
import { dayPeriod, monthPeriod, weekPeriod } from "../papers/period.ts";
import { getReceipt, listLate, listReceipts, listUnshown } from "./receipt.ts";

const friday = dayPeriod("2026-03-27");

test("the receipt of a harvested day tells what was announced and what became of it", async () => {
  const instance = await openGathering({ now: "2026-03-27T04:30:00Z" });
  const { archive, db } = instance;
  const papers = makePapers(12, { on: "2026-03-27", categories: ["cs.LG"] });
  const [old, replaced] = makePapers(2, { on: "2025-06-05", categories: ["math.ST", "cs.LG"] });
  archive.announce(
    "2026-03-27",
    ...papers,
    { paper: old!, kind: "cross" },
    { paper: replaced!, kind: "replace" },
  );
  await instance.gather("arxiv-feed");
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    known: true,
    announced: 13,
    here: 12,
    merged: 0,
    hidden: 1,
    hiddenBy: [{ rule: "older-cross-list", papers: 1 }],
    missing: 0,
    late: 0,
    replacements: 1,
    sources: [
      {
        source: "arxiv-feed",
        announced: 13,
        lastSuccess: expect.stringMatching(/^2026-03-27T04:3.*Z$/) as string,
      },
    ],
  });
  const unshown = await listUnshown(db, { period: friday });
  expect(unshown.map(({ identifier, rule, paper }) => [identifier, rule, paper?.title])).toEqual([
    [`arxiv:${old!.id}`, "older-cross-list", old!.title],
  ]);
});

test("what a failed feed announced and OAI-PMH brought a day later is here, and late", async () => {
  const instance = await openGathering({ now: "2026-03-27T04:30:00Z" });
  const { archive, db, clock } = instance;
  archive.announce("2026-03-27", ...makePapers(8, { on: "2026-03-27", categories: ["cs.LG"] }));
  archive.mood = { status: 500 };
  await instance.gather("arxiv-feed");
  expect((await getReceipt(db, { period: friday })).known).toBe(false);
  archive.mood = {};
  clock.set(new Date("2026-03-28T12:00:00Z"));
  await instance.gather("arxiv-oai");
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    announced: 8,
    here: 8,
    late: 8,
    hereSince: undefined,
    sources: [{ source: "arxiv-oai", announced: 8 }],
  });
});

test("what was announced on Friday and fetched on Monday is late, though Friday knew its name", async () => {
  const instance = await openGathering({ now: "2026-03-27T04:30:00Z" });
  const { archive, db, clock } = instance;
  const [unread, ...others] = makePapers(8, { on: "2026-03-27", categories: ["cs.LG"] });
  archive.announce("2026-03-27", unread!, ...others);
  const { abstract } = unread!;
  unread!.abstract = "";
  await instance.gather("arxiv-feed");
  expect(await getReceipt(db, { period: friday })).toMatchObject({ here: 7, missing: 1, late: 0 });
  unread!.abstract = abstract;
  clock.set(new Date("2026-03-30T12:00:00Z"));
  await instance.gather("arxiv-api");
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    announced: 8,
    here: 8,
    missing: 0,
    late: 1,
    hereSince: expect.stringMatching(/^2026-03-27T04:3/) as string,
  });
  expect([...(await listLate(db, { period: friday })).values()]).toEqual([
    expect.stringMatching(/^2026-03-30T12:0/),
  ]);
});

test("a name that came in time and whose paper another source brought late is late", async () => {
  const { db, save } = await openInstance();
  await announce(db, ["arxiv:2603.25001"], { seenAt: "2026-03-27T05:00:00Z" });
  await save(aPaper());
  await announce(db, ["arxiv:2603.25001"], { seenAt: "2026-03-30T05:00:00Z" });
  // Once more changes nothing.
  await announce(db, ["arxiv:2603.25001"], { seenAt: "2026-03-31T05:00:00Z" });
  expect([...(await listLate(db, { period: friday })).values()]).toEqual([]);
  expect(await getReceipt(db, { period: friday })).toMatchObject({ here: 1, late: 1 });
});

test("one that came late among others is known by the hour at which it came", async () => {
  const { db, save } = await openInstance();
  await save(aPaper(), aPaper({ identifier: "arxiv:2603.25002", title: "Late" }));
  await announce(db, ["arxiv:2603.25001"], { seenAt: "2026-03-28T03:59:00Z" });
  // On Eastern clocks the day is over at 04:00 UTC.
  await announce(db, ["arxiv:2603.25002"], { seenAt: "2026-03-28T04:00:00Z" });
  await announce(db, ["arxiv:2603.25001"], {
    source: "arxiv-oai",
    seenAt: "2026-03-29T04:00:00Z",
  });
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    announced: 2,
    here: 2,
    late: 1,
    hereSince: "2026-03-28T03:59:00.000Z",
  });
  expect([...(await listLate(db, { period: friday })).values()]).toEqual([
    "2026-03-28T04:00:00.000Z",
  ]);
});

test("papers from files have no receipt, and beside announced ones they are told apart", async () => {
  const { db, save } = await openInstance();
  await save(
    aPaper(),
    aPaper({
      identifier: "arxiv:2603.25002",
      title: "Featured",
      appearances: [{ day: "2026-03-27", kind: "featured" }],
    }),
  );
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    known: false,
    announced: 0,
    imported: 1,
    featured: 1,
    sources: [],
  });
  await save(aPaper({ identifier: "arxiv:2603.25003", title: "Announced" }));
  await announce(db, ["arxiv:2603.25003"]);
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    known: true,
    announced: 1,
    here: 1,
    imported: 1,
    featured: 1,
  });
});

test("a week and a month are the sums of their days", async () => {
  const { db, save } = await openInstance();
  const thursday = [{ day: "2026-03-26", kind: "announced" as const }];
  await save(aPaper(), aPaper({ identifier: "arxiv:2603.24001", appearances: thursday }));
  await announce(db, ["arxiv:2603.25001", "arxiv:2603.99999"]);
  await announce(db, ["arxiv:2603.24001"], { day: "2026-03-26" });
  const sum = { announced: 3, here: 2, missing: 1 };
  expect(await getReceipt(db, { period: weekPeriod("2026-03-27") })).toMatchObject(sum);
  expect(await getReceipt(db, { period: monthPeriod("2026-03-27") })).toMatchObject(sum);
  const days = await listReceipts(db, { first: "2026-03-01", last: "2026-03-31" });
  expect([...days.keys()]).toEqual(["2026-03-26", "2026-03-27"]);
});

test("a source that announced nothing is told with its last success all the same", async () => {
  const { db, save } = await openInstance();
  await save(aPaper());
  await announce(db, ["arxiv:2603.25001"], { source: "arxiv-oai" });
  await bookHarvest(db, { startedAt: "2026-03-24T04:05:00.000Z" });
  await bookHarvest(db, { startedAt: "2026-03-27T04:05:00.000Z", outcome: "cut" });
  await bookHarvest(db, { source: "arxiv-api", startedAt: "2026-03-27T04:06:00.000Z" });
  await bookHarvest(db, { source: "hugging-face", startedAt: "2026-03-27T04:07:00.000Z" });
  expect((await getReceipt(db, { period: friday })).sources).toEqual([
    { source: "arxiv-feed", announced: 0, lastSuccess: "2026-03-24T04:05:01.000Z" },
    { source: "arxiv-oai", announced: 1, lastSuccess: undefined },
  ]);
});

test("whatever sources say, every announced identifier is here, merged, hidden or missing", async () => {
  const { db, save } = await openInstance();
  await save(
    ...[0, 1, 2].map((index) =>
      aPaper({ identifier: `arxiv:2603.0000${index}`, title: `Here ${index}` }),
    ),
    aPaper({ identifier: "arxiv:2603.00003", title: "Elsewhere", appearances: [] }),
  );
  const stored = await db.selectFrom("papers").select("id").execute();
  const said = fc.record({
    identifier: fc.integer({ min: 0, max: 6 }).map((each) => `arxiv:2603.0100${each}`),
    source: fc.constantFrom("arxiv-feed", "arxiv-oai"),
    kind: fc.constantFrom("new", "cross", "replace", "replace-cross"),
    paper_id: fc.option(fc.constantFrom(...stored.map((row) => row.id))),
    hidden_by: fc.option(fc.constantFrom("older-cross-list", "another"), { freq: 2 }),
  });
  const rows = fc.uniqueArray(said, {
    selector: ({ identifier, source }) => `${identifier} ${source}`,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      await db.deleteFrom("announcements").execute();
      const more = { day: "2026-03-27", seen_at: "2026-03-27T05:00:00.000Z" };
      const here_at = "2026-03-27T05:00:00.000Z";
      if (rows.length > 0) {
        const values = rows.map(
          (row) => ({ ...row, ...more, here_at: row.paper_id === null ? null : here_at }) as const,
        );
        await db.insertInto("announcements").values(values).execute();
      }
      const receipt = await getReceipt(db, { period: friday });
      const { announced, here, merged, hidden, missing, late, imported } = receipt;
      const news = rows.filter((row) => row.kind === "new" || row.kind === "cross");
      expect(announced).toBe(new Set(news.map((row) => row.identifier)).size);
      expect(here + merged + hidden + missing).toBe(announced);
      expect(late).toBeLessThanOrEqual(here);
      // Nothing that stands in the edition is left out of the account.
      expect(here + imported).toBe(3);
      const unshown = await listUnshown(db, { period: friday });
      expect(unshown).toHaveLength(hidden + missing);
    }),
    { numRuns: 60 },
  );
});

test("two names of one paper are one paper here, and one merged", async () => {
  const { db, save } = await openInstance();
  await save(aPaper());
  const paper = (await db.selectFrom("papers").select("id").executeTakeFirstOrThrow()).id;
  const names: Identifier[] = ["arxiv:2603.25001", "arxiv:2603.25777"];
  await announce(db, names, { paper });
  expect(await getReceipt(db, { period: friday })).toMatchObject({
    announced: 2,
    here: 1,
    merged: 1,
  });
});
