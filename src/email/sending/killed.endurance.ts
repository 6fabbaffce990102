// Killed while it works, the program loses nothing and doubles nothing but what was in flight.
import { once } from "node:events";
import { expect, test } from "vitest";
import { killWhen, sendUnderKills, startIn } from "../../../fixtures/killing.ts";
import {
  addReaders,
  officeWithMail,
  openOffice,
  sendTo,
  statesIn,
  today,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { endSubscription } from "../subscriptions/subscriptions.ts";
import { suppress } from "../subscriptions/suppression.ts";

test("E1: kill -9 while sending loses nothing and doubles at most what was in flight", async () => {
  const found = await sendUnderKills({ readers: 300, kills: 6, mostMails: 40, seed: 27 });
  console.log("E1:", found);
  expect(found).toMatchObject({ kills: 6, lost: 0, messages: 300, states: ["sent"] });
  expect(found.doubled).toBeLessThanOrEqual(found.inFlight);
}, 60_000);

test("what was in flight is uncertain until a next run gets through, and then it is sent", async () => {
  const office = await officeWithMail(100, { now: new Date() });
  const server = await openPostOffice({ delayMs: 20 });
  const settings = { SMTP_URL: server.url.href };
  const program = startIn(office, ["send"], settings);
  expect(await killWhen(program, () => server.received.length >= 30)).toBe(true);
  const { sending = 0, sent = 0 } = await statesIn(office);
  expect(sending).toBeGreaterThan(0);
  expect(sending).toBeLessThanOrEqual(3);

  server.mood = (stage) => (stage === "connect" ? "554 Not now" : undefined);
  expect(await once(startIn(office, ["send"], settings), "exit")).toEqual([1, null]);
  const waiting = { sent, uncertain: sending, queued: 100 - sent - sending };
  expect(await statesIn(office)).toEqual(waiting);

  server.mood = () => undefined;
  expect(await once(startIn(office, ["send"], settings), "exit")).toEqual([0, null]);
  expect(await statesIn(office)).toEqual({ sent: 100 });
  const doubled = server.received.length - 100;
  console.log(
    `E1: in flight at the kill ${sending}, seen as uncertain ${sending}, doubled ${doubled}`,
  );
  expect(doubled).toBeLessThanOrEqual(sending);
}, 60_000);

test("a sender that was killed takes no part of the rate from those after it", async () => {
  const office = await officeWithMail(60, { now: new Date() });
  const server = await openPostOffice({ delayMs: 20 });
  const program = startIn(office, ["send"], { SMTP_URL: server.url.href });
  expect(await killWhen(program, () => server.received.length >= 3)).toBe(true);
  const began = performance.now();
  const clock = () => new Date();
  const { sent } = await sendTo(office, server.url, { ratePerS: 20, clock });
  const seconds = (performance.now() - began) / 1000;
  expect(sent).toBeGreaterThan(30);
  // With half of the rate it would be twice as long.
  expect(seconds).toBeLessThan((1.5 * sent) / 20);
  expect(await office.db.selectFrom("leases").selectAll().execute()).toEqual([]);
}, 60_000);

test("E4: whoever is killed while freezing the list loses nobody; each candidate ends in one state", async () => {
  const papers = Array.from({ length: 15 }, (_, index) =>
    aPaper({ identifier: `arxiv:2603.${24001 + index}`, title: `Paper ${index}` }),
  );
  const office = await openOffice(papers);
  const readers = 4000;
  await addReaders(office, readers);
  // Somebody complained elsewhere, and the subscription does not know of it.
  const excluded = ["reader7@example.net", "reader3999@example.net"];
  for (const addressKey of excluded) {
    await suppress(office.db, office.keeper, { addressKey, reason: "complaint", now: new Date() });
  }
  const composed = async () =>
    (await office.db.selectFrom("digests").select("id").execute()).length;
  const candidates = readers - excluded.length;
  let kills = 0;
  for (const until of [1, 1500]) {
    const program = startIn(office, ["digest", "--day", today]);
    const killed = await killWhen(program, async () => (await composed()) >= until);
    if (killed && (await composed()) < candidates) kills++;
  }
  expect(kills).toBeGreaterThan(0);
  expect(await once(startIn(office, ["digest", "--day", today]), "exit")).toEqual([0, null]);
  const mails = await office.db.selectFrom("outbox").select("recipient").execute();
  expect(new Set(mails.map((mail) => mail.recipient))).toHaveLength(candidates);
  expect(mails).toHaveLength(candidates);
  expect(await office.db.selectFrom("digest_papers").selectAll().execute()).toHaveLength(
    candidates * 15,
  );

  await leave(office, 5);
  const server = await openPostOffice({ keepsMail: false });
  const settings = { SMTP_URL: server.url.href };
  server.mood = (stage, to) =>
    stage === "recipient" && /^reader(2|44|666)@/.test(to) ? "550 5.1.1 No such user" : undefined;
  const sender = startIn(office, ["send"], settings);
  expect(await killWhen(sender, () => server.received.length >= 500)).toBe(true);
  await once(startIn(office, ["send"], settings), "exit");

  const { sent = 0, failed = 0, suppressed = 0, uncertain = 0, ...rest } = await statesIn(office);
  const doubled = server.received.length - new Set(server.received.map((mail) => mail.to)).size;
  console.log(
    `E4: ${kills} kills; ${readers} readers = ${excluded.length} excluded + ${candidates} candidates; ` +
      `${candidates} = sent ${sent} + failed ${failed} + suppressed ${suppressed} + uncertain ${uncertain}; doubled ${doubled}`,
  );
  expect(rest).toEqual({});
  expect({ sent, failed, suppressed, uncertain }).toEqual({
    sent: candidates - 8,
    failed: 3,
    suppressed: 5,
    uncertain: 0,
  });
  expect(doubled).toBeLessThanOrEqual(3);
}, 60_000);

/** So many readers unsubscribe, the last of the list first. */
async function leave({ db, keeper }: Office, count: number): Promise<void> {
  const rows = await db
    .selectFrom("subscriptions")
    .select(["id", "address_key as addressKey"])
    .where("address_key", "not in", ["reader3999@example.net"])
    .orderBy("id", "desc")
    .limit(count)
    .execute();
  for (const each of rows) await endSubscription(db, keeper, { ...each, now: new Date() });
}
