// Who leaves when: as fast as is allowed, and nobody waits for those who have to.
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  minutesLater,
  officeWithMail,
  openOffice,
  plainWish,
  sendTo,
  statesIn,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { copiesIn, openPostOffice, type PostOffice } from "../../../fixtures/post-office.ts";
import { readConfig } from "../../config.ts";
import { openDatabase } from "../../store/database.ts";
import { domainOf } from "../letters/mail-domain.ts";
import { pauseMail, resumeMail } from "./mail-pause.ts";
import { sendingOf } from "./send.ts";
import { requestSubscription } from "../subscriptions/subscriptions.ts";

/** An office with mail to so many readers of each domain, in this order. */
async function officeWithMailTo(readers: Record<string, number>): Promise<Office> {
  const office = await openOffice([aPaper()]);
  for (const [domain, count] of Object.entries(readers)) {
    await addReaders(office, count, { domain });
  }
  await composeIn(office);
  return office;
}

/** As those settings have it, fast but for them. */
function sendingBy(settings: Record<string, string>) {
  return sendingOf(readConfig({ MAIL_RATE_PER_S: "10000", ...settings }, "/nowhere"));
}

/** Where in the whole, and when, the mails to a domain came. */
function arrivalsAt({ received }: PostOffice, domain: string) {
  return received
    .map(({ to, at }, place) => ({ to, at, place }))
    .filter(({ to }) => domainOf(to) === domain);
}

/** In how many seconds the last of them had come. */
function secondsTo(arrivals: readonly { at: number }[], { since }: { since: number }): number {
  return (arrivals.at(-1)!.at - since) / 1000;
}

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

test("a slow domain is held to its rate and holds up nobody else", async () => {
  const office = await officeWithMailTo({ "gmail.com": 8, "example.net": 60 });
  const server = await openPostOffice();
  const since = performance.now();
  await sendTo(office, server.url, sendingBy({ MAIL_RATE_PER_DOMAIN: "gmail.com=2" }));
  const slow = arrivalsAt(server, "gmail.com");
  const others = arrivalsAt(server, "example.net");
  const [slowS, othersS] = [slow, others].map((each) => secondsTo(each, { since }));
  console.log(
    `gmail.com=2: 8 mails in ${slowS!.toFixed(2)} s, 60 others in ${othersS!.toFixed(2)} s`,
  );
  expect(copiesIn(server).size).toBe(68);
  // The first two may leave at once.
  expect(slowS).toBeGreaterThan((8 - 2) / 2);
  expect(others.at(-1)!.place).toBeLessThan(slow.at(-3)!.place);
});

test("`*` is the rate of each other domain by itself", async () => {
  const readers = { "one.example": 6, "two.example": 6, "gmail.com": 40 };
  const office = await officeWithMailTo(readers);
  const server = await openPostOffice();
  const since = performance.now();
  await sendTo(office, server.url, sendingBy({ MAIL_RATE_PER_DOMAIN: "*=4 gmail.com=1000" }));
  const [one, two, free] = Object.keys(readers).map((domain) => arrivalsAt(server, domain));
  expect(copiesIn(server).size).toBe(52);
  for (const each of [one!, two!]) {
    expect(secondsTo(each, { since })).toBeGreaterThan((6 - 2) / 4);
  }
  // Neither waits for the other.
  expect(two![2]!.place).toBeLessThan(one![4]!.place);
  expect(one![2]!.place).toBeLessThan(two![4]!.place);
  expect(free!.at(-1)!.place).toBeLessThan(one!.at(-1)!.place);
});

test("a sender that nobody knows sends so many on its first day and twice as many on the second; the rest waits", async () => {
  const office = await officeWithMail(35);
  const server = await openPostOffice();
  const sending = { warmUp: 10 };
  const onDay = (days: number, minutes = 0) => ({
    ...sending,
    clock: () => minutesLater(days * 1440 + minutes),
  });
  const first = await sendTo(office, server.url, onDay(0));
  expect(first).toMatchObject({ sent: 10, failed: 0, deferred: 0 });
  expect(first.stopped).toBe(
    "The warm-up (MAIL_WARM_UP) allows no more mail today; the rest waits.",
  );
  expect(first.paused).toBeUndefined();
  expect(await sendTo(office, server.url, onDay(0, 600))).toMatchObject({ sent: 0 });
  expect(await statesIn(office)).toEqual({ sent: 10, queued: 25 });
  expect(await sendTo(office, server.url, onDay(1, 1))).toMatchObject({ sent: 20 });
  const third = await sendTo(office, server.url, onDay(2, 2));
  expect(third).toEqual({ sent: 5, failed: 0, deferred: 0 });
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 35 }, () => 1));
});

test("a warm-up that is used up by the last mail holds nothing back, and says nothing", async () => {
  const office = await officeWithMail(10);
  const server = await openPostOffice();
  const receipt = await sendTo(office, server.url, { warmUp: 10 });
  expect(receipt).toEqual({ sent: 10, failed: 0, deferred: 0 });
});

test("the owner's pause stops a run within a few mails, and the rest leaves afterwards", async () => {
  const office = await officeWithMail(200);
  const server = await openPostOffice();
  let paused: Promise<void> | undefined;
  server.mood = (stage) => {
    if (stage === "end" && server.received.length === 20) {
      const reason = "The owner paused it.";
      paused ??= pauseMail(office.db, { by: "owner", reason, now: morning });
    }
    return undefined;
  };
  const receipt = await sendTo(office, server.url);
  await paused;
  console.log(`Paused at the 20th mail: stopped after ${receipt.sent}`);
  expect(receipt).toMatchObject({ paused: true, failed: 0, deferred: 0 });
  expect(receipt.stopped).toBe(
    "Sending is paused since 2026-03-27 08:00 UTC: The owner paused it.",
  );
  expect(receipt.sent).toBeLessThanOrEqual(35);
  expect(await statesIn(office)).toEqual({ sent: receipt.sent, queued: 200 - receipt.sent });
  await resumeMail(office.db, morning);
  await sendTo(office, server.url);
  expect([...copiesIn(server).values()]).toEqual(Array.from({ length: 200 }, () => 1));
});

test.each([
  ["of all mail", { MAIL_RATE_PER_S: "20" }],
  ["of a domain", { MAIL_RATE_PER_DOMAIN: "example.net=20" }],
])("two senders at once make full use of the rate %s, and no more", async (_rate, settings) => {
  const office = await officeWithMail(64);
  const server = await openPostOffice();
  const db = openDatabase(office.dataDir);
  const since = performance.now();
  const senders = [office, { ...office, db }];
  await Promise.all(senders.map((each) => sendTo(each, server.url, sendingBy(settings))));
  await db.destroy();
  const seconds = secondsTo(server.received, { since });
  console.log(`Two senders at 20 a second ${_rate}: 64 mails in ${seconds.toFixed(2)} s`);
  expect(copiesIn(server).size).toBe(64);
  // The first two of each may leave at once, and one may learn late that it is not alone.
  expect(seconds).toBeGreaterThan(60 / 20 / 2);
  expect(seconds).toBeLessThan((64 / 20) * 1.6);
});
