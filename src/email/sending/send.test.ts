import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  lettersTo,
  mailTo,
  officeWithMail,
  sendTo,
  statesIn,
} from "../../../fixtures/mail-office.ts";
import { copiesIn, openPostOffice } from "../../../fixtures/post-office.ts";
import { readConfig } from "../../config.ts";
import { openDatabase } from "../../store/database.ts";
import { whyHeld } from "./mailer.ts";

test("what is due arrives, once each, the very bytes that were composed", async () => {
  const office = await officeWithMail(30);
  const server = await openPostOffice();
  const composed = await lettersTo(office, { kind: "digest" });
  expect(await sendTo(office, server.url)).toEqual({ sent: 30, failed: 0, deferred: 0 });
  expect(await sendTo(office, server.url)).toEqual({ sent: 0, failed: 0, deferred: 0 });
  expect(server.received).toHaveLength(30);
  expect(new Set(server.received.map((mail) => mail.messageId))).toHaveLength(30);
  for (const [index, letter] of composed.entries()) {
    const arrived = server.received.find((mail) => mail.to === `reader${index}@example.net`);
    expect(arrived?.raw.trimEnd()).toBe(Buffer.from(letter).toString().trimEnd());
  }
  const arrived = server.received.find((mail) => mail.to === "reader7@example.net")!;
  const sent = await mailTo(office, "reader7@example.net");
  expect(arrived.messageId).toBe(sent.message_id);
  expect(sent).toMatchObject({ state: "sent", attempts: 1, sent_at: morning.toISOString() });
  expect(sent.message).toHaveLength(0);
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
  console.log(
    `E3: three senders sent ${shares.join(" + ")}, doubled ${server.received.length - 150}`,
  );
  expect(shares.every((share) => share > 10)).toBe(true);
  expect(server.received).toHaveLength(150);
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 150 }, () => 1));
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
  expect(copiesIn(server).has("reader3@example.net")).toBe(false);
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
  expect(await statesIn(office)).toEqual({ sent, queued: 50 - sent });
  expect(server.received).toHaveLength(sent);
});

test("without a mail server, mail is written to a folder, a repeat over itself", async () => {
  const office = await officeWithMail(3);
  const folder = join(office.dataDir, "mail");
  await sendTo(office, undefined);
  await office.db.updateTable("outbox").set({ state: "queued" }).execute();
  await sendTo(office, undefined);
  const files = readdirSync(folder, { encoding: "utf8" });
  expect(files.toSorted().map((name) => name.replace(/\.[0-9a-f]{12}\.eml$/, ""))).toEqual(
    [1, 2, 3].map((id) => `digest.2026-03-27.${id}`),
  );
  const mail = await simpleParser(readFileSync(join(folder, files[0]!)));
  expect(mail.subject).toBe("Folding Laundry With Two Left Hands · 27 March");
});

test("a folder that cannot be written stops the run with the reason", async () => {
  const office = await officeWithMail(3);
  writeFileSync(join(office.dataDir, "mail"), "a file stands where the folder should");
  const receipt = await sendTo(office, undefined);
  expect(receipt.stopped).toContain("Mail cannot be written to");
  expect(await statesIn(office)).toEqual({ queued: 3 });
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
