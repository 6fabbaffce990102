import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { morning } from "../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  lettersTo,
  openOffice,
  plainWish,
  sendTo,
  type Office,
} from "../../fixtures/mail-office.ts";
import { openPostOffice, type PostOffice } from "../../fixtures/post-office.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { readConfig } from "../config.ts";
import { openDatabase } from "../store/database.ts";
import { whyHeld } from "./mailer.ts";
import { resumeMail } from "./mail-pause.ts";
import { requestSubscription } from "./subscriptions.ts";

/** An office with a digest in the outbox for each of `readers`. */
async function officeWithMail(readers: number): Promise<Office> {
  const office = await openOffice([aPaper()]);
  await addReaders(office, readers);
  await composeIn(office);
  return office;
}

async function states({ db }: Office): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom("outbox")
    .select((select) => ["state", select.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

async function row({ db }: Office, recipient: string) {
  return await db
    .selectFrom("outbox")
    .selectAll()
    .where("recipient", "=", recipient)
    .executeTakeFirstOrThrow();
}

function copies(server: PostOffice): Map<string, number> {
  const count = new Map<string, number>();
  for (const { to } of server.received) count.set(to, (count.get(to) ?? 0) + 1);
  return count;
}

const minutes = (count: number) => () => new Date(morning.getTime() + count * 60_000);

test("what is due arrives, once each, the very bytes that were composed", async () => {
  const office = await officeWithMail(30);
  const server = await openPostOffice();
  const [composed] = await lettersTo(office, { address: "reader7@example.net" });
  expect(await sendTo(office, server.url)).toEqual({ sent: 30, failed: 0, deferred: 0 });
  expect(await sendTo(office, server.url)).toEqual({ sent: 0, failed: 0, deferred: 0 });
  expect(server.received).toHaveLength(30);
  expect(new Set(server.received.map((mail) => mail.messageId))).toHaveLength(30);
  const arrived = server.received.find((mail) => mail.to === "reader7@example.net")!;
  expect(arrived.raw.trimEnd()).toBe(Buffer.from(composed!).toString().trimEnd());
  const sent = await row(office, "reader7@example.net");
  expect(arrived.messageId).toBe(sent.message_id);
  expect(sent).toMatchObject({ state: "sent", attempts: 1, sent_at: morning.toISOString() });
  expect(sent.message).toHaveLength(0);
});

test("a confirmation overtakes the digests", async () => {
  const office = await officeWithMail(60);
  const server = await openPostOffice();
  let asked: Promise<void> | undefined;
  server.mood = (stage) => {
    if (stage === "end" && server.received.length === 10) {
      const { db, letterhead } = office;
      asked = requestSubscription(db, {
        address: "ada@university.edu",
        wish: plainWish,
        letterhead,
        now: morning,
      });
    }
    return undefined;
  };
  await sendTo(office, server.url);
  await asked;
  const place = server.received.findIndex((mail) => mail.to === "ada@university.edu");
  expect(place).toBeGreaterThan(9);
  expect(place).toBeLessThan(30);
});

test("an address that does not exist is given up at once, its neighbours get their mail", async () => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && to === "reader3@example.net" ? "550 5.1.1 No such user" : undefined;
  expect(await sendTo(office, server.url)).toEqual({ sent: 19, failed: 1, deferred: 0 });
  expect(await row(office, "reader3@example.net")).toMatchObject({
    state: "failed",
    attempts: 1,
    last_error: "The mail server says: 550 5.1.1 No such user",
  });
  expect(await sendTo(office, server.url, { clock: minutes(10_000) })).toMatchObject({ sent: 0 });
});

test("a mailbox that is full is tried again after 1, 5, 15 and 60 minutes, and gets one copy", async () => {
  const office = await officeWithMail(3);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && to === "reader1@example.net" ? "452 4.2.2 Mailbox full" : undefined;
  expect(await sendTo(office, server.url)).toEqual({ sent: 2, failed: 0, deferred: 1 });
  let at = 0;
  for (const delay of [1, 5, 15, 60, 240, 240]) {
    const nothing = { sent: 0, failed: 0, deferred: 0 };
    expect(await sendTo(office, server.url, { clock: minutes(at + delay - 0.1) })).toEqual(nothing);
    at += delay;
    expect(await sendTo(office, server.url, { clock: minutes(at) })).toEqual({
      ...nothing,
      deferred: 1,
    });
  }
  server.mood = () => undefined;
  expect(await sendTo(office, server.url, { clock: minutes(at + 240) })).toMatchObject({ sent: 1 });
  expect(copies(server).get("reader1@example.net")).toBe(1);
});

test("after five days it is given up, with the reason", async () => {
  const office = await officeWithMail(1);
  const server = await openPostOffice();
  server.mood = (stage) => (stage === "end" ? "451 4.3.0 Not today" : undefined);
  await sendTo(office, server.url);
  const clock = minutes(5 * 24 * 60 + 1);
  expect(await sendTo(office, server.url, { clock })).toEqual({ sent: 0, failed: 1, deferred: 0 });
  expect((await row(office, "reader0@example.net")).last_error).toBe(
    "It could not be sent for five days. The mail server says: 451 4.3.0 Not today",
  );
});

test("a server that refuses us by policy pauses the run and costs nobody anything", async () => {
  const office = await officeWithMail(50);
  const server = await openPostOffice();
  server.mood = (stage) =>
    stage === "end"
      ? "550 5.7.515 Access denied, sending domain does not meet the required level"
      : undefined;
  const receipt = await sendTo(office, server.url);
  expect(receipt).toMatchObject({ sent: 0, failed: 0 });
  expect(receipt.stopped).toContain("5.7.515 Access denied");
  expect(receipt.deferred).toBeLessThanOrEqual(2);
  expect(await states(office)).toEqual({ queued: 50 });
  server.mood = () => undefined;
  const { stopped, ...rest } = await sendTo(office, server.url, { clock: minutes(1) });
  expect(rest).toEqual({ sent: 0, failed: 0, deferred: 0, paused: true });
  expect(stopped).toContain("Sending is paused since 2026-03-27 08:00 UTC: The mail server says");
  expect(server.received).toEqual([]);
  await resumeMail(office.db, morning);
  await sendTo(office, server.url, { clock: minutes(1) });
  expect([...copies(server).values()]).toEqual(Array.from({ length: 50 }, () => 1));
});

test("a server that does not let us in, or is not there, stops the run before it burns the list", async () => {
  const office = await officeWithMail(50);
  const server = await openPostOffice();
  for (const [stage, reply] of [
    ["sender", "530 5.7.0 Authentication required"],
    ["connect", "554 No service for you"],
    ["connect", "421 Too busy"],
    ["connect", "drop"],
  ] as const) {
    server.mood = (at) => (at === stage ? reply : undefined);
    const receipt = await sendTo(office, server.url);
    expect(receipt).toMatchObject({ sent: 0, failed: 0, stopped: expect.any(String) as string });
    expect(await states(office)).toEqual({ queued: 50 });
  }
  const nobody = createServer().listen(0, "127.0.0.1");
  await once(nobody, "listening");
  const { port } = nobody.address() as { port: number };
  await new Promise((resolve) => nobody.close(resolve));
  const receipt = await sendTo(office, new URL(`smtp://127.0.0.1:${port}`));
  expect(receipt.stopped).toMatch(/^Nothing can be sent now\. .*ECONNREFUSED/);
  const tried = await office.db
    .selectFrom("outbox")
    .select("id")
    .where("attempts", ">", 0)
    .execute();
  expect(tried.length).toBeLessThanOrEqual(6);
  server.mood = () => undefined;
  await sendTo(office, server.url, { clock: minutes(60) });
  expect([...copies(server).values()]).toEqual(Array.from({ length: 50 }, () => 1));
});

test.each(["421 4.7.0 Enough for one connection", "drop"])(
  "a server that ends the connection every ten mails (%s) still gets each once",
  async (reply) => {
    const office = await officeWithMail(60);
    const server = await openPostOffice();
    let asked = 0;
    server.mood = (stage) => (stage === "recipient" && ++asked % 10 === 0 ? reply : undefined);
    expect(await sendTo(office, server.url)).toMatchObject({ sent: 60, failed: 0 });
    expect([...copies(server).values()]).toEqual(Array.from({ length: 60 }, () => 1));
  },
);

test("a connection lost amid a message sends it once more, and one mail arrives", async () => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  let drops = 0;
  server.mood = (stage, to) =>
    stage === "data" && to === "reader5@example.net" && ++drops === 1 ? "drop" : undefined;
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 20 });
  expect(copies(server).get("reader5@example.net")).toBe(1);
  expect(drops).toBeGreaterThan(1);
});

test("a connection lost after the last dot doubles that mail at most, under one Message-ID", async () => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  let drops = 0;
  server.mood = (stage, to) =>
    stage === "end" && to === "reader5@example.net" && ++drops === 1 ? "drop" : undefined;
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 20 });
  expect(server.received).toHaveLength(21);
  const doubled = server.received.filter((mail) => mail.to === "reader5@example.net");
  expect(new Set(doubled.map((mail) => mail.messageId))).toHaveLength(1);
});

test("a message that breaks every connection does not stand before the others for ever", async () => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "data" && to === "reader0@example.net" ? "drop" : undefined;
  await sendTo(office, server.url, { concurrency: 1 });
  await sendTo(office, server.url, { concurrency: 1 });
  // Nobody knows whether it arrived.
  expect(await states(office)).toEqual({ sent: 19, uncertain: 1 });
});

test("E3: three senders at once share the work and double nothing", async () => {
  const office = await officeWithMail(150);
  const server = await openPostOffice({ delayMs: 3 });
  const others = [openDatabase(office.dataDir), openDatabase(office.dataDir)];
  const receipts = await Promise.all(
    [office.db, ...others].map((db) => sendTo({ ...office, db }, server.url)),
  );
  await Promise.all(others.map((db) => db.destroy()));
  const shares = receipts.map((receipt) => receipt.sent);
  console.log(`E3: three senders sent ${shares.join(" + ")}, doubled ${server.received.length - 150}`);
  expect(shares.every((share) => share > 10)).toBe(true);
  expect(server.received).toHaveLength(150);
  expect([...copies(server).values()]).toEqual(Array.from({ length: 150 }, () => 1));
});

test("a mail that is taken back between the list and its turn does not leave", async () => {
  const office = await officeWithMail(10);
  const server = await openPostOffice();
  server.mood = (stage) => {
    if (stage === "end" && server.received.length === 0) {
      void office.db
        .updateTable("outbox")
        .set({ state: "suppressed" })
        .where("recipient", "=", "reader3@example.net")
        .execute();
    }
    return undefined;
  };
  expect(await sendTo(office, server.url, { concurrency: 1 })).toMatchObject({ sent: 9 });
  expect(copies(server).has("reader3@example.net")).toBe(false);
});

test("the rate is not exceeded, however many connections there are", async () => {
  const office = await officeWithMail(40);
  const server = await openPostOffice();
  const began = performance.now();
  await sendTo(office, server.url, { ratePerS: 40, concurrency: 8 });
  const seconds = (server.received.at(-1)!.at - began) / 1000;
  expect(server.received).toHaveLength(40);
  // The first two may leave at once.
  expect(seconds).toBeGreaterThan(38 / 40);
});

test("a run that is told to stop finishes what is on its way and takes no more", async () => {
  const office = await officeWithMail(50);
  const server = await openPostOffice();
  const stop = new AbortController();
  server.mood = () => {
    if (server.received.length === 10) stop.abort();
    return undefined;
  };
  const { sent } = await sendTo(office, server.url, { signal: stop.signal });
  expect(sent).toBeLessThan(15);
  expect(await states(office)).toEqual({ sent, queued: 50 - sent });
  expect(server.received).toHaveLength(sent);
});

test("without a mail server, mail is written to a folder, a repeat over itself", async () => {
  const office = await officeWithMail(3);
  const folder = join(office.dataDir, "mail");
  await sendTo(office, undefined);
  await office.db.updateTable("outbox").set({ state: "queued" }).execute();
  await sendTo(office, undefined);
  const files = readdirSync(folder, { encoding: "utf8" });
  expect(files.toSorted()).toEqual([1, 2, 3].map((id) => `digest.2026-03-27.${id}.eml`));
  const mail = await simpleParser(readFileSync(join(folder, files[0]!)));
  expect(mail.subject).toBe("Folding Laundry With Two Left Hands · 27 March");
});

test("a folder that cannot be written stops the run with the reason", async () => {
  const office = await officeWithMail(3);
  writeFileSync(join(office.dataDir, "mail"), "a file stands where the folder should");
  const receipt = await sendTo(office, undefined);
  expect(receipt.stopped).toContain("Mail cannot be written to");
  expect(await states(office)).toEqual({ queued: 3 });
});

test("mail to others is held back while its links would lead to this machine", () => {
  const why = (settings: Record<string, string>) =>
    whyHeld({ config: readConfig(settings, "/nowhere") });
  const SMTP_URL = "smtp://mail.example.org:587";
  expect(why({})).toBeUndefined();
  expect(why({ SMTP_URL: "smtp://127.0.0.1:2525" })).toBeUndefined();
  expect(why({ SMTP_URL, SITE_URL: "https://papers.example.org" })).toBeUndefined();
  expect(why({ SMTP_URL })).toMatch(/^Mail is held back: .* Set SITE_URL/);
});
