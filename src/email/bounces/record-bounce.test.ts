import { expect, test } from "vitest";
import {
  addMessage,
  addSent,
  openPostbag,
  stateOf,
  type Postbag,
  type Sent,
} from "../../../fixtures/reports.ts";
import { liftSuppression, listSuppressed } from "../subscriptions/suppression.ts";
import { recordBounce, type Bounce } from "./record-bounce.ts";

const now = new Date("2026-03-27T09:00:00Z");
const day = 86_400_000;

function daysLater(days: number): Date {
  return new Date(now.getTime() + days * day);
}

async function record(
  { db, keeper }: Postbag,
  { outboxId }: Pick<Sent, "outboxId">,
  bounce: Partial<Bounce> = {},
) {
  return await recordBounce(db, keeper, {
    kind: "hard",
    source: "report",
    outboxId,
    now,
    ...bounce,
  });
}

/** A soft failure of a new message to that reader, so many days later. */
async function failSoftly(office: Postbag, sent: Sent, days: number) {
  const at = daysLater(days);
  const message = await addMessage(office, { ...sent, at: at.toISOString() });
  return await record(office, message, { kind: "soft", status: "5.2.2", now: at });
}

test("an address that does not exist gets nothing more, and what waits for it does not leave", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const other = await addSent(office, { recipient: "grace@university.example" });
  const at = "2026-03-27T08:00:00.000Z";
  await addMessage(office, { ...sent, at, state: "queued" });
  await addMessage(office, { ...sent, at: `${at} again`, state: "uncertain" });
  await addMessage(office, { ...other, at, state: "queued" });

  const done = await record(office, sent, { status: "5.1.1", says: "550 5.1.1 User unknown" });
  expect(done).toEqual({ done: "suppressed", address: sent.recipient });
  expect(await stateOf(office, sent)).toBe("unsubscribed, hard");
  const mails = await office.db
    .selectFrom("outbox")
    .select([
      "recipient",
      "state",
      "last_error",
      (row) => row.fn<number>("length", ["message"]).as("bytes"),
    ])
    .where("state", "!=", "sent")
    .orderBy("id")
    .execute();
  const stopped = {
    recipient: sent.recipient,
    state: "suppressed",
    last_error: expect.stringContaining("no such mailbox"),
    bytes: 0,
  };
  expect(mails).toEqual([
    stopped,
    stopped,
    { recipient: other.recipient, state: "queued", last_error: null, bytes: 22 },
  ]);
});

test("the same report twice counts once, also when the mail server had said it before", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const soft = { kind: "soft", status: "4.2.2" } as const;
  expect(await record(office, sent, { ...soft, source: "smtp" })).toMatchObject({ days: 1 });
  expect(await record(office, sent, soft)).toMatchObject({ done: "known" });
  expect(await record(office, sent, { ...soft, now: daysLater(1) })).toMatchObject({
    done: "known",
  });
  expect(await record(office, sent)).toMatchObject({ done: "suppressed" });
  expect(await record(office, sent)).toMatchObject({ done: "known" });
  expect(await office.db.selectFrom("bounces").selectAll().execute()).toHaveLength(2);
});

test("a full mailbox is given up after five days with failures, however many a day", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const days = [0, 0.1, 0.2, 3, 7, 7.1, 11];
  const counted = [];
  for (const each of days) counted.push((await failSoftly(office, sent, each)).days);
  expect(counted).toEqual([1, 1, 1, 2, 3, 3, 4]);
  expect(await stateOf(office, sent)).toBe("confirmed");
  expect(await failSoftly(office, sent, 12)).toMatchObject({ done: "suppressed", days: 5 });
  expect(await stateOf(office, sent)).toBe("unsubscribed, soft");
});

test("failures are forgotten after thirty days", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  const counted = [];
  for (const each of [0, 1, 2, 3, 31.5, 40, 70.5]) {
    counted.push((await failSoftly(office, sent, each)).days);
  }
  expect(counted).toEqual([1, 2, 3, 4, 3, 2, 1]);
});

test("whoever confirms the address again starts anew, and old news changes nothing", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  for (const each of [0, 1, 2, 3, 4]) await failSoftly(office, sent, each);
  const old = await addMessage(office, { ...sent, at: daysLater(4.5).toISOString() });
  await liftSuppression(office.db, office.keeper, {
    addressKey: sent.recipient,
    now: daysLater(5),
  });
  await office.db
    .updateTable("subscriptions")
    .set({ status: "confirmed", confirmed_at: daysLater(5).toISOString() })
    .execute();

  expect(await failSoftly(office, sent, 6)).toMatchObject({ done: "counted", days: 1 });
  expect(await record(office, old, { now: daysLater(6) })).toMatchObject({ done: "outdated" });
  expect(await stateOf(office, sent)).toBe("confirmed");
  // Whoever complains has read it, however old the mail is.
  expect(await record(office, old, { kind: "complaint", now: daysLater(6) })).toMatchObject({
    done: "suppressed",
  });
  expect(await stateOf(office, sent)).toBe("unsubscribed, complaint");
});

test("whoever never confirmed can no longer be asked at an address that does not exist", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  await office.db
    .updateTable("subscriptions")
    .set({ status: "pending", confirmed_at: null })
    .execute();
  await record(office, sent, { source: "smtp" });
  expect(await stateOf(office, sent)).toBe("unsubscribed, hard");
});

test("mail without a subscription is stopped by its address", async () => {
  const office = await openPostbag();
  const sent = await addSent(office, { recipient: "Ada@University.example" });
  await office.db.deleteFrom("subscriptions").execute();
  await office.db
    .insertInto("outbox")
    .values({
      id: 77,
      kind: "test",
      message_id: "<test@example.org>",
      recipient: sent.recipient,
      domain: "university.example",
      subject: "A test",
      state: "sent",
      due_at: now.toISOString(),
      created_at: now.toISOString(),
    })
    .execute();
  await record(office, { outboxId: 77 });
  const listed = await listSuppressed(office.db, office.keeper, ["ada@university.example"]);
  expect([...listed.keys()]).toEqual(["ada@university.example"]);
  expect(await record(office, { outboxId: 78 })).toEqual({ done: "unknown" });
});

test("what a server says is kept as one short line", async () => {
  const office = await openPostbag();
  const sent = await addSent(office);
  await record(office, sent, { says: `550\r\n \u0000No\tsuch \u202Euser ${"x".repeat(10_000)}` });
  const { says } = await office.db.selectFrom("bounces").select("says").executeTakeFirstOrThrow();
  expect(says).toHaveLength(500);
  expect(says).toMatch(/^550 No such user x+$/);
});
