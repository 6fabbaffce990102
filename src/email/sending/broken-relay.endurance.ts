// A mail server that is wrong about everybody ends nobody's subscription, and one reader who is refused
// keeps nobody else from the mail.
import { sql } from "kysely";
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  mailTo,
  minutesLater,
  officeWithMail,
  openOffice,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { copiesIn, openPostOffice } from "../../../fixtures/post-office.ts";
import { findPause, resumeMail } from "./mail-pause.ts";
import { countSuppressed } from "../subscriptions/suppression.ts";

/** A digest for so many readers of each of these domains. */
async function officeAt(domains: readonly string[], readers: number): Promise<Office> {
  const office = await openOffice([aPaper()]);
  for (const domain of domains) await addReaders(office, readers, { domain });
  await composeIn(office);
  return office;
}

async function hardIn({ db }: Office): Promise<number> {
  return (await countSuppressed(db)).hard;
}

const [one, other, third] = ["one.example", "other.example", "third.example"] as const;

test("a relay that knows nobody pauses the run within a few, and nobody is given up", async () => {
  const office = await officeAt([one, other], 100);
  const server = await openPostOffice();
  let asked = 0;
  // The readers of one stand before those of the other, which are the ones that tell.
  server.mood = (stage) => {
    if (stage === "recipient") asked++;
    return stage === "recipient"
      ? "550 5.1.1 <x@one.example>: Recipient address rejected"
      : undefined;
  };
  const receipt = await sendTo(office, server.url);
  console.log(
    `A relay that knows nobody: asked for ${asked} of 200, given up ${await hardIn(office)}`,
  );
  expect(receipt).toMatchObject({ sent: 0, failed: 0, paused: true });
  expect(receipt.stopped).toContain("The mail server refuses nearly everybody");
  expect(receipt.stopped).not.toContain("x@one.example");
  expect(await hardIn(office)).toBe(0);
  expect(await statesIn(office)).toEqual({ queued: 200 });
  expect(await findPause(office.db)).toMatchObject({ by: "policy" });
  server.mood = () => undefined;
  await resumeMail(office.db, morning);
  await sendTo(office, server.url, { clock: () => minutesLater(60) });
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 200 }, () => 1));
});

test("a relay that breaks in the middle is noticed as soon", async () => {
  const office = await officeAt([one, other, third], 40);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && /^reader\d*[1-9]@/.test(to) && server.received.length >= 60
      ? "550 5.1.1 No such user"
      : undefined;
  const receipt = await sendTo(office, server.url);
  expect(receipt).toMatchObject({ paused: true });
  expect(await hardIn(office)).toBeLessThanOrEqual(10);
});

test("a list of one domain that is refused whole is refused by nobody's fault of its own", async () => {
  const office = await officeAt([one], 30);
  const server = await openPostOffice();
  server.mood = (stage) => (stage === "recipient" ? "550 5.1.1 No such user" : undefined);
  expect(await sendTo(office, server.url)).toMatchObject({ paused: true, failed: 0 });
  expect(await hardIn(office)).toBe(0);
});

test("a domain that has closed is given up, as is the only reader", async () => {
  const office = await officeAt([one, other], 30);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && to.endsWith(one) ? "550 5.1.1 No such user" : undefined;
  expect(await sendTo(office, server.url)).toEqual({ sent: 30, failed: 30, deferred: 0 });
  expect(await hardIn(office)).toBe(30);

  const lonely = await officeWithMail(1);
  server.mood = (stage) => (stage === "recipient" ? "550 5.1.1 No such user" : undefined);
  expect(await sendTo(lonely, server.url)).toEqual({ sent: 0, failed: 1, deferred: 0 });
  expect(await hardIn(lonely)).toBe(1);
});

test("one reader whose server refuses us by policy stops nobody, and after three times the letter is given up", async () => {
  const office = await officeAt([one, other], 20);
  const server = await openPostOffice();
  const refused = `reader3@${one}`;
  server.mood = (stage, to) =>
    stage === "recipient" && to === refused ? "550 5.7.1 You may not write here" : undefined;
  expect(await sendTo(office, server.url)).toEqual({ sent: 39, failed: 0, deferred: 1 });
  const receipts = [];
  for (const minutes of [2, 10]) {
    receipts.push(await sendTo(office, server.url, { clock: () => minutesLater(minutes) }));
  }
  expect(receipts).toEqual([
    { sent: 0, failed: 0, deferred: 1 },
    { sent: 0, failed: 1, deferred: 0 },
  ]);
  expect((await mailTo(office, refused)).state).toBe("failed");
  expect(await hardIn(office)).toBe(0);
});

test("a second domain that refuses by policy pauses the run, and both are named, their readers not", async () => {
  const office = await officeAt([one, other, third], 20);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && /^reader3@(one|other)/.test(to)
      ? `550 5.7.1 <${to}> rejected`
      : undefined;
  const receipt = await sendTo(office, server.url);
  expect(receipt).toMatchObject({ failed: 0, deferred: 2, paused: true });
  expect(receipt.stopped).toContain("(So it answered for one.example, other.example.)");
  expect(receipt.stopped).not.toContain("reader3");
});

test("a domain that begins to refuse everybody pauses the run, though others go on", async () => {
  const office = await officeAt([one, other], 40);
  // One of each in turn.
  await sql`update outbox set due_at = strftime('%Y-%m-%dT%H:%M:%fZ', '2026-03-27',
    ((id - 1) % 40) || ' seconds')`.execute(office.db);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && to.endsWith(other) ? "554 Blocked, see spamhaus" : undefined;
  const receipt = await sendTo(office, server.url, { concurrency: 1 });
  expect(receipt).toMatchObject({ sent: 5, failed: 0, deferred: 5, paused: true });
});

test.each([
  ["connect", "554 5.7.1 Your address is listed"],
  ["end", "554 Message rejected as spam"],
  ["end", "550 Relaying denied"],
  ["sender", "550 Blocked by spamhaus"],
] as const)("at %s, %s pauses at once", async (at, reply) => {
  const office = await officeWithMail(20);
  const server = await openPostOffice();
  server.mood = (stage) => (stage === at ? reply : undefined);
  const receipt = await sendTo(office, server.url);
  expect(receipt).toMatchObject({ sent: 0, failed: 0, paused: true });
  expect(receipt.deferred).toBeLessThanOrEqual(2);
  expect(await findPause(office.db)).toMatchObject({ by: "policy" });
});

test("of five days without a way to the server, no mailbox is to blame", async () => {
  const office = await officeWithMail(3);
  const server = await openPostOffice();
  server.mood = (stage, to) => {
    if (stage !== "recipient" || to.startsWith("reader2")) return undefined;
    return to.startsWith("reader0") ? "450 4.2.2 Full" : "drop";
  };
  const onDay = async (day: number) =>
    await sendTo(office, server.url, { clock: () => minutesLater(day * 1440) });
  await onDay(0);
  await onDay(1);
  const waited = await office.db
    .selectFrom("outbox")
    .select(["recipient", "last_error"])
    .where("state", "!=", "sent")
    .execute();
  expect(waited.map((each) => each.last_error)).not.toContain(null);
  expect(await onDay(5.1)).toMatchObject({ failed: 2 });
  const bounces = await office.db
    .selectFrom("bounces")
    .innerJoin("outbox", "outbox.id", "outbox_id")
    .select(["bounces.kind", "recipient"])
    .execute();
  expect(bounces).toEqual([{ kind: "soft", recipient: "reader0@example.net" }]);
});
