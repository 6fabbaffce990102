import { describe, expect, test } from "vitest";
import { openFinder } from "../../../fixtures/finder.ts";
import { noJudgements } from "../../../fixtures/judgements.ts";
import { makePapers } from "../../../fixtures/archive/invented-papers.ts";
import type { Mood } from "../../../fixtures/archive/moods.ts";
import { replace, restamp, withdraw } from "../../../fixtures/archive/papers.ts";
import { idsOf, openGathering } from "../../../fixtures/gathering.ts";
import { composeDigests } from "../../email/digests/digest.ts";
import { letterheadOf } from "../../email/letters/letterhead.ts";
import { findPaper } from "../papers.ts";
import { listNextHarvests } from "./next-harvests.ts";

// Friday, 27 March 2026, half an hour after the feed has turned.
const friday = { now: "2026-03-27T04:30:00Z" };
const ours = { on: "2026-03-27", categories: ["cs.LG", "cs.AI"] };

describe("the daily feed", () => {
  test("brings what was announced, under its listing date", async () => {
    const { archive, gather, edition } = await openGathering(friday);
    const papers = makePapers(30, ours);
    archive.announce("2026-03-27", ...papers);
    const [harvest] = await gather("arxiv-feed");
    expect(harvest).toMatchObject({ outcome: "success", day: "2026-03-27", received: 30, new: 30 });
    expect(await edition("2026-03-27")).toEqual(idsOf(papers));
    const [again] = await gather("arxiv-feed");
    expect(again).toMatchObject({ outcome: "success", new: 0, changed: 0 });
  });

  test("shows neither a replacement nor an old cross-list as new", async () => {
    const { archive, gather, edition, db } = await openGathering(friday);
    const [fresh, crossed] = makePapers(2, { ...ours });
    crossed!.categories = ["q-bio.NC", "cs.AI"];
    const [old, replaced] = makePapers(2, { on: "2025-06-05", categories: ["math.ST", "cs.LG"] });
    replaced!.categories = ["cs.LG"];
    replaced!.versions.push({ at: new Date("2026-03-26T10:00:00Z") });
    archive.announce(
      "2026-03-27",
      fresh!,
      { paper: crossed!, kind: "cross" },
      { paper: old!, kind: "cross" },
      { paper: replaced!, kind: "replace" },
    );
    await gather("arxiv-feed");
    expect(await edition("2026-03-27")).toEqual(idsOf([fresh!, crossed!]));
    const rows = await db
      .selectFrom("announcements")
      .select(["identifier", "kind", "hidden_by"])
      .orderBy("identifier")
      .execute();
    expect(rows).toEqual([
      { identifier: `arxiv:${old!.id}`, kind: "cross", hidden_by: "older-cross-list" },
      { identifier: `arxiv:${replaced!.id}`, kind: "replace", hidden_by: null },
      { identifier: `arxiv:${fresh!.id}`, kind: "new", hidden_by: null },
      { identifier: `arxiv:${crossed!.id}`, kind: "cross", hidden_by: null },
    ]);
    // They are here, and can be found.
    expect(await findPaper(db, `arxiv:${replaced!.id}`)).toMatchObject({ version: 2 });
  });

  test("says nothing is due on a weekend, and means it", async () => {
    const { archive, gather, days, clock } = await openGathering(friday);
    archive.announce("2026-03-27", ...makePapers(3, ours));
    clock.set(new Date("2026-03-28T12:00:00Z"));
    const [harvest] = await gather("arxiv-feed");
    expect(harvest).toMatchObject({
      outcome: "success",
      reason: "Nothing is announced on Saturday 28 March 2026.",
    });
    expect(await days()).toEqual([]);
  });

  test("repeats itself and mixes the order, and the edition is the same", async () => {
    const { archive, gather, edition } = await openGathering(friday);
    const papers = makePapers(40, ours);
    archive.announce("2026-03-27", ...papers);
    archive.moods.feed = { duplicated: true, shuffled: true };
    expect((await gather("arxiv-feed"))[0]).toMatchObject({ outcome: "success", new: 40 });
    expect(await edition("2026-03-27")).toEqual(idsOf(papers));
  });

  test("is asked in halves when it is full", async () => {
    const { archive, gather, edition } = await openGathering(friday);
    const ai = makePapers(1200, { ...ours, categories: ["cs.AI"] });
    const lg = makePapers(1300, { ...ours, categories: ["cs.LG"], first: 70_000 });
    archive.announce("2026-03-27", ...ai, ...lg);
    expect((await gather("arxiv-feed"))[0]).toMatchObject({ outcome: "success", new: 2500 });
    expect(await edition("2026-03-27")).toHaveLength(2500);
    expect(archive.requests).toHaveLength(3);
  });

  const troubles: [string, Mood, string][] = [
    ["empty", { empty: true }, "empty"],
    ["cut in the middle", { truncated: { share: 0.5, how: "dropped" } }, "cut"],
    ["cut without a word", { truncated: { share: 0.5, how: "clean" } }, "cut"],
    ["a web page", { html: true }, "malformed"],
    ["an entity bomb", { entityBomb: true }, "malformed"],
    ["a gzip bomb", { gzipBomb: true }, "malformed"],
    ["refused with 500", { status: 500 }, "failed"],
    ["busy for an hour", { status: 503, retryAfter: "3600" }, "busy"],
    ["gone", { reset: true }, "unreachable"],
  ];
  test.each(troubles)("that is %s on a weekday makes no edition and no digest", async (...args) => {
    const [name, mood, outcome] = args;
    const { archive, gather, days, db, config, secret, clock } = await openGathering(friday);
    archive.announce("2026-03-27", ...makePapers(20, ours));
    archive.mood = mood;
    const [harvest] = await gather("arxiv-feed");
    expect(harvest!.outcome).toBe(outcome);
    expect(harvest!.reason).toMatch(/\w+.*\.$/);
    expect(await days()).toEqual([]);
    const digests = await composeDigests(db, {
      letterhead: letterheadOf({ config, secret }),
      keeper: { secret, dataDir: config.DATA_DIR },
      finder: openFinder(db, config.DATA_DIR),
      saved: [],
      deferrals: new Set(),
      today: "2026-03-27",
      now: clock.now(),
      judge: noJudgements,
    });
    expect(digests.editions).toEqual([]);
    console.log(
      `H3: a feed that is ${name}: ${harvest!.outcome}; editions ${(await days()).length}, digests ${digests.composed}`,
    );
    // Once the archive is well again, so is the edition.
    archive.mood = {};
    clock.set(new Date("2026-03-27T09:00:00Z"));
    expect((await gather("arxiv-feed"))[0]!.outcome).toBe("success");
    expect(await days()).toEqual(["2026-03-27"]);
  });

  test("that is stale is a failure, though its own day is taken in", async () => {
    const { archive, gather, days } = await openGathering(friday);
    archive.announce("2026-03-26", ...makePapers(5, { ...ours, on: "2026-03-26" }));
    archive.announce("2026-03-27", ...makePapers(5, ours));
    archive.moods.feed = { stale: "2026-03-26" };
    const [harvest] = await gather("arxiv-feed");
    expect(harvest).toMatchObject({
      outcome: "stale",
      reason: expect.stringContaining("still shows Thursday 26 March 2026"),
    });
    expect(await days()).toEqual(["2026-03-26"]);
  });
});

describe("the daily feed, against a feed that lies", () => {
  test("yesterday's announcement under today's date is stale, and makes no edition", async () => {
    const { archive, gather, edition, clock } = await openGathering({
      now: "2026-03-26T04:30:00Z",
    });
    archive.announce("2026-03-26", ...makePapers(5, { ...ours, on: "2026-03-26" }));
    archive.announce("2026-03-27", ...makePapers(6, ours));
    await gather("arxiv-feed");
    clock.set(new Date("2026-03-27T04:30:00Z"));
    archive.moods.feed = { stale: "2026-03-26", relabelled: true };
    expect((await gather("arxiv-feed"))[0]!.outcome).toBe("stale");
    expect(await edition("2026-03-27")).toEqual([]);
    archive.moods.feed = {};
    expect((await gather("arxiv-feed"))[0]!.outcome).toBe("success");
    expect(await edition("2026-03-27")).toEqual(idsOf(makePapers(6, ours)));
  });

  test("what bears a date in the future is not taken in", async () => {
    const { archive, gather, days } = await openGathering({ now: "2026-03-26T04:30:00Z" });
    archive.announce("2026-03-27", ...makePapers(6, ours));
    archive.moods.feed = { stale: "2026-03-27" };
    expect((await gather("arxiv-feed"))[0]!.outcome).toBe("empty");
    expect(await days()).toEqual([]);
  });
});

describe("OAI-PMH", () => {
  test("brings the history in pages, each paper once, with all that arXiv knows of it", async () => {
    const { archive, gather, db } = await openGathering({ ...friday, recordsPerPage: 7 });
    const papers = ["2026-03-24", "2026-03-25", "2026-03-26"].flatMap((on) =>
      makePapers(12, { ...ours, on }),
    );
    archive.papers.push(...papers);
    Object.assign(papers[0]!, {
      doi: "10.1103/PhysRevX.1.2",
      journalRef: "Phys. Rev. X 1, 2 (2026)",
      mscClass: "68T07",
      license: "http://creativecommons.org/licenses/by/4.0/",
    });
    replace(papers[0]!, new Date("2026-03-25T10:00:00Z"));
    const [harvest] = await gather("arxiv-oai");
    expect(harvest!.outcome).toBe("success");
    const names = await db.selectFrom("papers").select("identifier").execute();
    expect(names.map((row) => row.identifier.slice(6)).toSorted()).toEqual(idsOf(papers));
    expect(await findPaper(db, `arxiv:${papers[0]!.id}`)).toMatchObject({
      doi: "10.1103/physrevx.1.2",
      journalRef: "Phys. Rev. X 1, 2 (2026)",
      mscClasses: "68T07",
      license: "http://creativecommons.org/licenses/by/4.0/",
      version: 2,
      versions: [{ version: 1 }, { version: 2, at: "2026-03-25T10:00:00.000Z" }],
    });
  });

  test("places new papers under their listing date, as the feed would have", async () => {
    const { archive, gather, edition } = await openGathering(friday);
    const days = ["2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
    for (const on of days) archive.announce(on, ...makePapers(6, { ...ours, on }));
    await gather("arxiv-oai");
    for (const on of days) {
      expect(await edition(on)).toEqual(idsOf(makePapers(6, { ...ours, on })));
    }
  });

  test("goes on where it was when a token dies at midnight", async () => {
    const { archive, gather, db, clock } = await openGathering({
      now: "2026-03-26T23:59:50Z",
      recordsPerPage: 5,
      settings: { ARXIV_CATEGORIES: "cs.LG" },
    });
    const papers = ["2026-03-23", "2026-03-24", "2026-03-25"].flatMap((on) =>
      makePapers(9, { ...ours, on }),
    );
    archive.papers.push(...papers);
    const [harvest] = await gather("arxiv-oai");
    expect(clock.now().toISOString().slice(0, 10)).toBe("2026-03-27");
    expect(harvest!.outcome).toBe("success");
    expect(await db.selectFrom("papers").select("id").execute()).toHaveLength(27);
  });

  test("ends when the server repeats a token for ever, or gives an empty one at once", async () => {
    const { archive, gather } = await openGathering({ ...friday, recordsPerPage: 5 });
    archive.papers.push(...makePapers(20, { ...ours, on: "2026-03-26" }));
    archive.moods.oai = { repeatToken: true };
    expect((await gather("arxiv-oai"))[0]).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("repeats itself"),
    });
    console.log(`H5: a repeated token: ended after ${archive.requests.length} requests`);
    archive.moods.oai = { emptyTokenFirst: true };
    expect((await gather("arxiv-oai"))[0]!.outcome).toBe("success");
  });

  test("does not move on when it says that nothing has changed on a day with an announcement", async () => {
    const { archive, gather, db, clock } = await openGathering(friday);
    archive.announce("2026-03-26", ...makePapers(5, { ...ours, on: "2026-03-26" }));
    await gather("arxiv-oai");
    const before = await db.selectFrom("checkpoints").select(["set_spec", "since"]).execute();
    clock.set(new Date("2026-03-31T06:00:00Z"));
    archive.announce("2026-03-31", ...makePapers(5, { ...ours, on: "2026-03-31" }));
    archive.moods.oai = { empty: true };
    expect((await gather("arxiv-oai"))[0]!.outcome).toBe("empty");
    expect(await db.selectFrom("checkpoints").select(["set_spec", "since"]).execute()).toEqual(
      before,
    );
    archive.moods.oai = {};
    expect((await gather("arxiv-oai"))[0]).toMatchObject({ outcome: "success", new: 5 });
  });

  test("marks a withdrawn paper and keeps it", async () => {
    const { archive, gather, db, clock } = await openGathering(friday);
    const [paper] = makePapers(1, { ...ours, on: "2026-03-26" });
    archive.announce("2026-03-26", paper!);
    await gather("arxiv-oai");
    expect(await findPaper(db, `arxiv:${paper!.id}`)).toMatchObject({ withdrawn: false });
    withdraw(paper!, new Date("2026-03-27T10:00:00Z"));
    clock.set(new Date("2026-03-30T12:00:00Z"));
    await gather("arxiv-oai");
    expect(await findPaper(db, `arxiv:${paper!.id}`)).toMatchObject({
      withdrawn: true,
      title: paper!.title,
    });
  });

  test("shows none of two thousand old papers as new that were re-stamped today", async () => {
    const { archive, gather, edition, db, clock } = await openGathering(friday);
    const old = makePapers(2000, { ...ours, on: "2019-05-07" });
    archive.papers.push(...old);
    archive.announce("2026-03-27", ...makePapers(3, ours));
    await gather("arxiv-feed", "arxiv-oai");
    clock.set(new Date("2026-03-30T06:00:00Z"));
    archive.announce("2026-03-30", ...makePapers(4, { ...ours, on: "2026-03-30" }));
    restamp(old, new Date("2026-03-30T05:00:00Z"));
    const [, harvest] = await gather("arxiv-feed", "arxiv-oai");
    expect(harvest!.received).toBeGreaterThan(2000);
    expect(await edition("2026-03-30")).toHaveLength(4);
    expect(await edition("2026-03-27")).toHaveLength(3);
    expect(await db.selectFrom("papers").select("id").execute()).toHaveLength(2007);
  });
});

describe("a record that was touched", () => {
  test("makes no paper of last week new, on the first day of an instance", async () => {
    const { archive, gather, edition } = await openGathering(friday);
    const recent = makePapers(40, { ...ours, on: "2026-03-18" });
    archive.papers.push(...recent);
    archive.announce("2026-03-27", ...makePapers(4, ours));
    restamp(recent, new Date("2026-03-27T04:20:00Z"));
    await gather("arxiv-feed", "arxiv-oai");
    expect(await edition("2026-03-27")).toHaveLength(4);
  });

  test("nor on a day when the feed fails", async () => {
    const { archive, gather, edition, clock } = await openGathering({
      now: "2026-03-26T06:00:00Z",
    });
    archive.announce("2026-03-26", ...makePapers(4, { ...ours, on: "2026-03-26" }));
    await gather("arxiv-feed", "arxiv-oai");
    const recent = makePapers(40, { ...ours, on: "2026-03-16" });
    archive.papers.push(...recent);
    restamp(recent, new Date("2026-03-27T05:00:00Z"));
    clock.set(new Date("2026-03-27T06:00:00Z"));
    archive.moods.feed = { status: 500 };
    archive.announce("2026-03-27", ...makePapers(4, ours));
    await gather("arxiv-feed", "arxiv-oai");
    expect(await edition("2026-03-27")).toHaveLength(4);
    expect(await edition("2026-03-26")).toHaveLength(4);
  });

  test("is told apart from a paper that waited for its moderators", async () => {
    const { archive, gather, edition, clock } = await openGathering({
      now: "2026-03-26T06:00:00Z",
    });
    archive.announce("2026-03-26", ...makePapers(4, { ...ours, on: "2026-03-26" }));
    await gather("arxiv-feed", "arxiv-oai");
    clock.set(new Date("2026-03-27T06:00:00Z"));
    archive.moods.feed = { status: 500 };
    // Sent in a week ago, and given an identifier only now.
    const [waited, ...others] = makePapers(5, ours);
    waited!.versions = [{ at: new Date("2026-03-18T12:00:00Z") }];
    archive.announce("2026-03-27", waited!, ...others);
    await gather("arxiv-feed", "arxiv-oai");
    expect(await edition("2026-03-27")).toEqual(idsOf([waited!, ...others]));
  });
});

test("a paper that is replaced before its failed day is made up stands in that day's edition", async () => {
  const { archive, gather, edition, clock } = await openGathering({ now: "2026-03-24T06:00:00Z" });
  archive.announce("2026-03-24", ...makePapers(4, { ...ours, on: "2026-03-24" }));
  await gather("arxiv-feed", "arxiv-oai");
  const wednesday = makePapers(5, { ...ours, on: "2026-03-25" });
  archive.announce("2026-03-25", ...wednesday);
  clock.set(new Date("2026-03-25T06:00:00Z"));
  archive.mood = { status: 500 };
  await gather("arxiv-feed", "arxiv-oai");
  archive.mood = {};
  replace(wednesday[0]!, new Date("2026-03-25T15:00:00Z"));
  archive.announce("2026-03-26", ...makePapers(3, { ...ours, on: "2026-03-26" }), {
    paper: wednesday[0]!,
    kind: "replace",
  });
  clock.set(new Date("2026-03-26T06:00:00Z"));
  await gather("arxiv-feed", "arxiv-api", "arxiv-oai");
  expect(await edition("2026-03-25")).toEqual(idsOf(wednesday));
});

test("a clock that was once ahead does not stop the asking", async () => {
  const { archive, gather, db, clock, config } = await openGathering({
    now: "2027-03-26T06:00:00Z",
  });
  archive.announce("2027-03-26", ...makePapers(5, { ...ours, on: "2027-03-26" }));
  await gather("arxiv-feed");
  clock.set(new Date("2026-03-26T06:00:00Z"));
  const [feed] = await listNextHarvests(db, {
    now: clock.now(),
    deferrals: config.ARXIV_DEFERRALS,
    hosts: config.SOURCES,
  });
  expect(feed!.at!.getTime()).toBeLessThanOrEqual(clock.now().getTime());
});

describe("together", () => {
  test("a refusal stops everything until the owner says so", async () => {
    const { archive, gather, clock } = await openGathering(friday);
    archive.announce("2026-03-27", ...makePapers(3, ours));
    archive.mood = { status: 403 };
    const harvests = await gather("arxiv-feed", "arxiv-api", "arxiv-oai");
    expect(harvests.map((each) => each.outcome)).toEqual(["refused"]);
    archive.mood = {};
    clock.set(new Date("2026-03-28T12:00:00Z"));
    expect((await gather("arxiv-oai"))[0]!.outcome).toBe("refused");
    console.log(`H2: requests after a refusal: ${archive.requests.length - 1}`);
    expect(archive.requests).toHaveLength(1);
  });

  const waits: [string, string, number][] = [
    ["seconds", "17", 17],
    ["a date", "Fri, 27 Mar 2026 04:30:19 GMT", 19],
    // Nobody knows what it means: the usual minute.
    ["garbage", "soon, perhaps", 60],
  ];
  test.each(waits)("a busy archive that says %s is left alone as long", async (...args) => {
    const [how, retryAfter, leastS] = args;
    const { archive, gather } = await openGathering(friday);
    archive.announce("2026-03-27", ...makePapers(3, ours));
    archive.forTheNext(1, { status: 503, retryAfter }, "oai");
    expect((await gather("arxiv-oai"))[0]!.outcome).toBe("success");
    const [first, second] = archive.requests.map((each) => each.archiveTime.getTime());
    const waitedS = (second! - first!) / 1000;
    console.log(`H2: Retry-After as ${how} (${retryAfter}): waited ${waitedS.toFixed(1)} s`);
    expect(waitedS).toBeGreaterThanOrEqual(leastS);
    expect(waitedS).toBeLessThan(leastS + 5);
  });

  test("what the feed announced and did not tell is fetched from the API", async () => {
    const { archive, gather, edition, db } = await openGathering(friday);
    const papers = makePapers(5, ours);
    archive.announce("2026-03-27", ...papers);
    // The feed is asked while one abstract is missing from it; the API has it a little later.
    const { abstract } = papers[2]!;
    papers[2]!.abstract = "";
    await gather("arxiv-feed");
    expect(await edition("2026-03-27")).toHaveLength(4);
    papers[2]!.abstract = abstract;
    expect((await gather("arxiv-api"))[0]).toMatchObject({ outcome: "success", new: 1 });
    expect(await edition("2026-03-27")).toEqual(idsOf(papers));
    const missing = await db
      .selectFrom("announcements")
      .select("identifier")
      .where("paper_id", "is", null)
      .execute();
    expect(missing).toEqual([]);
  });

  test("at most one request runs at a time, with three seconds between two", async () => {
    const { archive, gather } = await openGathering({ ...friday, recordsPerPage: 5 });
    archive.announce("2026-03-27", ...makePapers(20, ours));
    archive.forTheNext(2, { status: 503, retryAfter: "7" });
    archive.forTheNext(1, { reset: true }, "oai");
    await gather("arxiv-feed", "arxiv-api", "arxiv-oai");
    expect(archive.requests.length).toBeGreaterThan(8);
    expect(archive.greatestConcurrency).toBe(1);
    const times = archive.requests.map((each) => each.archiveTime.getTime());
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  });
});
