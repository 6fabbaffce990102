import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import { noJudgements } from "../../../fixtures/judgements.ts";
import {
  addReaders,
  composeIn,
  digestsTo,
  lettersTo,
  moreTitlesIn,
  openOffice,
  papersOf,
  subscribe,
  titlesIn,
  today,
} from "../../../fixtures/mail-office.ts";
import { showSample } from "../../catalogue/sample.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { castVote } from "../../community/votes/votes.ts";
import { rankPeriod } from "../../editions/standings.ts";
import { dayPeriod } from "../../papers/period.ts";
import { openDatabase } from "../../store/database.ts";
import type { ComposedMail } from "./digest.ts";
import { endSubscription } from "../subscriptions/subscriptions.ts";

test("a daily reader gets the newest day in the order of the page, the best dozen, once", async () => {
  const office = await openOffice(papersOf(today, 20));
  await subscribe(office, "ada@university.edu");
  await castVote(office.db, { paper: 7, visitor: "eve", up: true, now: morning });
  expect(await composeIn(office)).toEqual({
    editions: [
      { edition: "2026-03-27", papers: 20 },
      { edition: "2026-W13", papers: 20 },
    ],
    composed: 1,
    nothingNew: 0,
    alreadyComposed: 0,
    suppressed: 0,
  });
  expect(await composeIn(office)).toMatchObject({ composed: 0, alreadyComposed: 1 });
  const [mail, ...others] = await digestsTo(office, "ada@university.edu");
  expect(others).toEqual([]);
  expect(mail?.subject).toBe("Paper 7 and 11 more · 27 March");
  const standings = await rankPeriod(office.db, { period: dayPeriod(today), judge: noJudgements });
  const ranked = standings.slice(0, 12).map(({ candidate }) => `Paper ${candidate.id}`);
  expect(titlesIn(mail?.text)).toEqual(ranked);
  expect(mail?.text).toContain("20 papers · 12 for you");
});

test("nobody gets mail who has not confirmed, or has left", async () => {
  const office = await openOffice(papersOf(today, 1));
  await subscribe(office, "ada@university.edu");
  const bob = await subscribe(office, "bob@university.edu");
  await endSubscription(office.db, office.keeper, {
    id: bob,
    addressKey: "bob@university.edu",
    now: morning,
  });
  await office.db
    .insertInto("subscriptions")
    .values({
      address: "eve@example.org",
      address_key: "eve@example.org",
      frequency: "daily",
      status: "pending",
      created_at: "2026-03-26",
    })
    .execute();
  const composed: ComposedMail[] = [];
  await composeIn(office, { onComposed: (mail) => composed.push(mail) });
  expect(composed.map((mail) => mail.address)).toEqual(["ada@university.edu"]);
});

test("a weekly reader gets the newest week that has reached its Friday, once", async () => {
  const office = await openOffice([...papersOf("2026-03-20", 2), ...papersOf("2026-03-26", 3, 11)]);
  await subscribe(office, "ada@university.edu", { frequency: "weekly" });
  expect(await composeIn(office, { today: "2026-03-26" })).toMatchObject({ composed: 1 });
  await savePapers(office.db, papersOf(today, 2, 21), { now: morning });
  expect(await composeIn(office)).toMatchObject({ composed: 1 });
  expect(await composeIn(office, { today: "2026-03-28" })).toMatchObject({ composed: 0 });
  const mails = await digestsTo(office, "ada@university.edu");
  expect(mails.map((mail) => mail.subject)).toEqual([
    "Paper 2 and 1 more · week 12",
    "Paper 22 and 4 more · week 13",
  ]);
  expect(mails[0]?.text).toContain("That was the week.");
});

test("a paper reaches a person once, and a day without anything new sends nothing", async () => {
  const yesterday = "2026-03-26";
  const both = papersOf(yesterday, 3).map((paper) => ({
    ...paper,
    appearances: [yesterday, today].map((day) => ({ day, kind: "announced" as const })),
  }));
  const office = await openOffice([...both, ...papersOf(today, 2, 11)]);
  await subscribe(office, "ada@university.edu");
  await composeIn(office, { day: yesterday });
  await composeIn(office);
  const [first, second] = await digestsTo(office, "ada@university.edu");
  expect(titlesIn(first?.text)).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
  expect(titlesIn(second?.text)).toEqual(["Paper 12", "Paper 11"]);

  await subscribe(office, "bob@university.edu");
  await composeIn(office);
  expect(await composeIn(office, { day: yesterday })).toMatchObject({ nothingNew: 1 });
  expect(await composeIn(office, { day: yesterday })).toMatchObject({
    nothingNew: 0,
    alreadyComposed: 2,
  });
  expect(await digestsTo(office, "bob@university.edu")).toHaveLength(1);
});

test("however much of a long day was sent, the rest still is", async () => {
  const office = await openOffice(papersOf(today, 130));
  const id = await subscribe(office, "ada@university.edu");
  const digest = await office.db
    .insertInto("digests")
    .values({ subscription_id: id, edition: "2026-01-01", papers: 126, created_at: "2026-01-01" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const sent = Array.from({ length: 126 }, (_, index) => ({
    subscription_id: id,
    paper_id: index + 5,
    digest_id: digest.id,
  }));
  await office.db.insertInto("digest_papers").values(sent).execute();
  await composeIn(office);
  const [mail] = await digestsTo(office, "ada@university.edu");
  expect(titlesIn(mail?.text)).toEqual(["Paper 4", "Paper 3", "Paper 2", "Paper 1"]);
});

test("what is older than four days, or the sample, is mailed only where its day is named", async () => {
  const office = await openOffice();
  await showSample(office.db, morning);
  await subscribe(office, "ada@university.edu");
  const sampleDay = "2025-07-31";
  expect(await composeIn(office)).toMatchObject({ editions: [], composed: 0 });
  expect(await composeIn(office, { today: sampleDay })).toMatchObject({
    editions: [],
    composed: 0,
  });
  expect(await composeIn(office, { day: sampleDay })).toMatchObject({ composed: 1 });
  const [sample] = await digestsTo(office, "ada@university.edu");
  expect(sample?.subject).toMatch(/^Sample: .* · 31 July$/);
  expect(sample?.text).toContain("This is the sample");

  await savePapers(office.db, papersOf("2026-03-22", 1), { now: morning });
  expect(await composeIn(office, { today: "2026-03-27" })).toMatchObject({ editions: [] });
  expect(await composeIn(office, { today: "2026-03-26" })).toMatchObject({ composed: 1 });
});

test("a dry run names every mail and writes nothing", async () => {
  const office = await openOffice(papersOf(today, 3));
  await subscribe(office, "ada@university.edu");
  const composed: ComposedMail[] = [];
  const receipt = await composeIn(office, {
    dryRun: true,
    onComposed: (mail) => composed.push(mail),
  });
  expect(receipt.composed).toBe(1);
  expect(composed).toEqual([
    {
      address: "ada@university.edu",
      edition: today,
      subject: "Paper 3 and 2 more · 27 March",
      papers: 3,
    },
  ]);
  expect(await office.db.selectFrom("digests").selectAll().execute()).toEqual([]);
  expect(await digestsTo(office, "ada@university.edu")).toEqual([]);
  expect(await composeIn(office)).toMatchObject({ composed: 1 });
});

test("two runs at once, of one edition or of two that share papers, double nothing", async () => {
  const both = papersOf(today, 15).map((paper) => ({
    ...paper,
    appearances: ["2026-03-26", today].map((day) => ({ day, kind: "announced" as const })),
  }));
  const office = await openOffice(both);
  await addReaders(office, 120);
  const others = [office.dataDir, office.dataDir].map((folder) => openDatabase(folder));
  const receipts = await Promise.all([
    composeIn(office),
    composeIn({ ...office, db: others[0]! }),
    composeIn({ ...office, db: others[1]! }, { day: "2026-03-26" }),
  ]);
  await Promise.all(others.map((db) => db.destroy()));
  const mailed = receipts.reduce((sum, receipt) => sum + receipt.composed, 0);
  const mails = await Promise.all(
    (await lettersTo(office)).map((raw) => simpleParser(Buffer.from(raw))),
  );
  expect(mails).toHaveLength(mailed);
  const seen = new Map<string, string[]>();
  for (const { to, text } of mails) {
    const [recipient] = [to].flat().map((each) => each!.text);
    const titles = [...titlesIn(text), ...moreTitlesIn(text)];
    seen.set(recipient!, [...(seen.get(recipient!) ?? []), ...titles]);
  }
  expect(seen.size).toBe(120);
  for (const titles of seen.values())
    expect(titles.toSorted()).toEqual([...new Set(titles)].toSorted());
  for (const titles of seen.values()) expect(titles.length).toBe(15);
});
