import { expect, onTestFinished, test, vi } from "vitest";
import { openFinder } from "../fixtures/finder.ts";
import { morning } from "../fixtures/instance.ts";
import { noJudgements } from "../fixtures/judgements.ts";
import { openOffice, subscribe } from "../fixtures/mail-office.ts";
import { savePapers } from "./catalogue/save-papers.ts";
import { aPaper } from "../fixtures/papers.ts";
import { openPostOffice, type PostOffice } from "../fixtures/post-office.ts";
import { readConfig } from "./config.ts";
import { openMailer } from "./email/sending/mailer.ts";
import type { PaperRecord } from "./papers/paper.ts";
import { startScheduler } from "./scheduler.ts";

async function newsroom(
  post: PostOffice,
  now: Date,
  { papers = [aPaper()], ...settings }: { papers?: PaperRecord[]; SOURCES?: string } = {},
) {
  const office = await openOffice(papers);
  await subscribe(office, "ada@university.example");
  const { db, dataDir, letterhead, keeper } = office;
  const mailer = openMailer({ smtpUrl: post.url, dataDir, concurrency: 1 });
  const logged: string[] = [];
  const scheduler = startScheduler({
    db,
    config: readConfig({ DATA_DIR: dataDir, DIGEST_AT: "07:00", ...settings }, dataDir),
    letterhead,
    mailer,
    judge: noJudgements,
    keeper,
    finder: openFinder(db, dataDir),
    sections: [],
    clock: () => now,
    log: (message) => logged.push(message),
  });
  onTestFinished(async () => {
    await scheduler.stop();
    await mailer.close();
  });
  return { scheduler, logged, office };
}

test("a server that starts after the hour of the digest catches up, once", async () => {
  const post = await openPostOffice();
  const { scheduler, office } = await newsroom(post, morning);
  // The confirmation that was asked for yesterday, and today's edition.
  await vi.waitUntil(() => post.received.length === 2, { timeout: 10_000 });
  expect(post.received.map((mail) => mail.to)).toEqual(Array(2).fill("ada@university.example"));
  scheduler.wake();
  await scheduler.stop();
  const states = await office.db.selectFrom("outbox").select("state").distinct().execute();
  expect(states).toEqual([{ state: "sent" }]);
});

test("before the hour only what lies in the outbox is sent", async () => {
  const post = await openPostOffice();
  const early = new Date("2026-03-27T06:59:00Z");
  const { office } = await newsroom(post, early);
  await vi.waitUntil(() => post.received.length === 1, { timeout: 10_000 });
  expect(await office.db.selectFrom("digests").selectAll().execute()).toEqual([]);
});

test("a mail server that refuses everything is left alone for a while", async () => {
  const post = await openPostOffice();
  let asked = 0;
  post.mood = (stage) => {
    if (stage !== "sender") return undefined;
    asked++;
    return "550 5.7.1 not from you";
  };
  const { scheduler, logged } = await newsroom(post, morning);
  await vi.waitUntil(() => logged.includes("Sending stopped"), { timeout: 10_000 });
  const before = asked;
  scheduler.wake();
  scheduler.wake();
  await scheduler.stop();
  expect(asked).toBe(before);
});

test("an edition that holds only what was featured waits with its digest for the announcement", async () => {
  const featured = aPaper({
    appearances: [{ day: "2026-03-27", kind: "featured", source: "hugging-face" }],
  });
  const post = await openPostOffice();
  const settings = { papers: [featured], SOURCES: "arxiv hugging-face" };
  const { scheduler, office } = await newsroom(post, morning, settings);
  // The confirmation that was asked for yesterday.
  await vi.waitUntil(() => post.received.length === 1, { timeout: 10_000 });
  scheduler.editionChanged();
  const another = aPaper({ identifier: "arxiv:2603.25002", title: "Announced" });
  await savePapers(office.db, [another], { now: morning });
  scheduler.editionChanged();
  await vi.waitUntil(() => post.received.length === 2, { timeout: 10_000 });
  const digests = await office.db.selectFrom("digests").select(["edition", "papers"]).execute();
  expect(digests).toEqual([{ edition: "2026-03-27", papers: 2 }]);
});
