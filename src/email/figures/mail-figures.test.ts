import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { openDatabase } from "../../store/database.ts";
import type { Database } from "../../store/tables.ts";
import { recordBounce } from "../bounces/record-bounce.ts";
import { getMailFigures } from "./mail-figures.ts";
import { pauseSubscription } from "../subscriptions/subscriptions.ts";
import type { Keeper } from "../subscriptions/suppression.ts";

type State = "queued" | "sending" | "sent" | "failed" | "uncertain" | "suppressed";

const now = new Date("2026-03-27T09:30:00Z");
const utc = { now, timeZone: "UTC" };

interface Desk {
  db: Database;
  keeper: Keeper;
}

function openDesk(): Desk {
  const dataDir = temporaryFolder();
  const db = openDatabase(dataDir);
  onTestFinished(() => db.destroy());
  return { db, keeper: { secret: "a secret", dataDir } };
}

let people = 0;

async function subscribe(
  { db }: Desk,
  fields: Partial<
    Record<"frequency" | "channel" | "status" | "confirmed_at" | "address", string>
  > = {},
): Promise<number> {
  const address = fields.address ?? `reader${++people}@example.net`;
  const { id } = await db
    .insertInto("subscriptions")
    .values({
      address,
      address_key: address,
      status: "confirmed",
      frequency: "daily",
      created_at: "2026-01-01T00:00:00.000Z",
      confirmed_at: "2026-01-01T00:00:00.000Z",
      ...(fields as object),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

interface Mailed {
  edition?: string;
  state?: State;
  sentAt?: string;
  createdAt?: string;
  dueAt?: string;
  error?: string;
  channel?: "mail" | "webhook";
}

/** A digest, and its letter; without a state the edition had nothing new. @returns the letter. */
async function mail(desk: Desk, subscription: number, mailed: Mailed = {}): Promise<number> {
  const { db } = desk;
  const { edition = "2026-03-27", state, createdAt = "2026-03-27T07:00:00.000Z" } = mailed;
  const { address } = await db
    .selectFrom("subscriptions")
    .select("address")
    .where("id", "=", subscription)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto("digests")
    .values({ subscription_id: subscription, edition, papers: 3, created_at: createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (state === undefined) return 0;
  const letter = await db
    .insertInto("outbox")
    .values({
      kind: "digest",
      channel: mailed.channel ?? "mail",
      subscription_id: subscription,
      digest_id: id,
      message_id: `<digest.${edition}.${subscription}@example.org>`,
      recipient: address,
      domain: mailed.channel === "webhook" ? new URL(address).host : "example.net",
      subject: "Three papers",
      state,
      due_at: mailed.dueAt ?? createdAt,
      last_error: mailed.error ?? null,
      created_at: createdAt,
      sent_at: state === "sent" ? (mailed.sentAt ?? createdAt) : null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return letter.id;
}

async function write({ db }: Desk, kind: "confirmation" | "test", sentAt: string): Promise<void> {
  await db
    .insertInto("outbox")
    .values({
      kind,
      message_id: `<${kind}.${sentAt}@example.org>`,
      recipient: "ada@example.net",
      domain: "example.net",
      subject: "A letter",
      state: "sent",
      due_at: sentAt,
      created_at: sentAt,
      sent_at: sentAt,
    })
    .execute();
}

test("of every edition each letter is counted in one column, whatever became of it", async () => {
  const desk = openDesk();
  const states: State[] = ["queued", "sending", "sent", "failed", "uncertain", "suppressed"];
  for (const [index, state] of states.entries()) {
    for (let letters = 0; letters <= index; letters++) {
      await mail(desk, await subscribe(desk), { state });
    }
  }
  for (let quiet = 0; quiet < 4; quiet++) await mail(desk, await subscribe(desk));
  await mail(desk, await subscribe(desk), { state: "sent", edition: "2026-W12" });
  const { editions } = await getMailFigures(desk.db, utc);
  expect(editions.map(({ period }) => period.key)).toEqual(["2026-03-27", "2026-W12"]);
  const { period, written, nothingNew, ...parts } = editions[0]!;
  expect(parts).toEqual({ waiting: 3, sent: 3, failed: 4, uncertain: 5, suppressed: 6 });
  expect(Object.values(parts).reduce((sum, each) => sum + each)).toBe(written);
  expect([period.kind, written, nothingNew]).toEqual(["day", 21, 4]);
});

test("the newest edition comes first, a week behind the day that completes it", async () => {
  const desk = openDesk();
  const reader = await subscribe(desk);
  for (const edition of ["2026-W12", "2026-03-20", "2026-W13", "2026-03-26", "2026-03-23"]) {
    await mail(desk, reader, { state: "sent", edition });
  }
  const { editions } = await getMailFigures(desk.db, utc);
  expect(editions.map(({ period }) => period.key)).toEqual([
    "2026-W13",
    "2026-03-26",
    "2026-03-23",
    "2026-03-20",
    "2026-W12",
  ]);
});

test("a day is a day on the clock of the instance, also where clocks change", async () => {
  const desk = openDesk();
  const reader = await subscribe(desk);
  const moments = [
    ["2026-03-24", "2026-03-28T22:59:00.000Z"], // 23:59 in Berlin
    ["2026-03-25", "2026-03-28T23:00:00.000Z"], // midnight
    ["2026-03-26", "2026-03-29T21:59:59.999Z"], // 23:59 in summer
    ["2026-03-27", "2026-03-29T22:00:00.000Z"], // midnight
  ];
  for (const [edition, sentAt] of moments) {
    await mail(desk, reader, { state: "sent", edition: edition!, sentAt: sentAt! });
  }
  await write(desk, "confirmation", "2026-03-28T23:00:00.000Z");
  await write(desk, "test", "2026-03-28T23:01:00.000Z");
  const at = new Date("2026-03-30T09:30:00Z");
  const { days } = await getMailFigures(desk.db, { now: at, timeZone: "Europe/Berlin" });
  expect(days).toHaveLength(30);
  expect(days.slice(-3).map(({ day, sent }) => [day, sent])).toEqual([
    ["2026-03-28", 1],
    ["2026-03-29", 2],
    ["2026-03-30", 1],
  ]);
  expect(days[0]!.day).toBe("2026-03-01");
});

test("failures are told apart, each counted on its day, and the latest are shown with their words", async () => {
  const desk = openDesk();
  const dead = await mail(desk, await subscribe(desk, { address: "dead@example.net" }), {
    state: "failed",
    error: "550 5.1.1 no such user",
  });
  const full = await mail(desk, await subscribe(desk, { address: "full@example.net" }), {
    state: "sent",
  });
  const angry = await mail(desk, await subscribe(desk, { address: "angry@example.net" }), {
    state: "sent",
  });
  const hook = await subscribe(desk, {
    address: "https://hooks.example.com/secret/token",
    channel: "webhook",
  });
  await mail(desk, hook, { state: "failed", channel: "webhook", error: "404 Not Found" });
  const { db, keeper } = desk;
  const bounce = { source: "smtp", says: "550 5.1.1 no such user", status: "5.1.1", now } as const;
  await recordBounce(db, keeper, { ...bounce, kind: "hard", outboxId: dead });
  const later = { source: "report", now: new Date("2026-03-27T10:00:00Z") } as const;
  await recordBounce(db, keeper, { ...later, kind: "soft", outboxId: full, status: "4.2.2" });
  await recordBounce(db, keeper, { ...later, kind: "complaint", outboxId: angry });

  const figures = await getMailFigures(db, { now: later.now, timeZone: "UTC" });
  expect(figures.days.at(-1)).toMatchObject({
    sent: 2,
    hard: 1,
    soft: 1,
    givenUp: 1,
    complaints: 1,
    // A bounce and a complaint end a subscription, but nobody chose to leave.
    unsubscribed: 0,
  });
  const told = figures.failures.map(({ kind, recipient, says }) => [kind, recipient, says]);
  expect(told).toHaveLength(4);
  expect(told.slice(0, 2)).toEqual(
    expect.arrayContaining([
      ["complaint", "angry@example.net", undefined],
      ["soft", "full@example.net", undefined],
    ]),
  );
  expect(told[2]).toEqual(["hard", "dead@example.net", "550 5.1.1 no such user"]);
  // The address of a webhook is as good as a password.
  expect(told[3]).toEqual(["given up", "hooks.example.com", "404 Not Found"]);
  expect(figures.suppressed).toMatchObject({ hard: 1, complaint: 1, unsubscribed: 0 });
});

test("every subscription is counted once, as what it is today", async () => {
  const desk = openDesk();
  for (const frequency of ["daily", "daily", "weekly", "alert"])
    await subscribe(desk, { frequency });
  await subscribe(desk, { channel: "webhook", address: "https://hooks.example.com/1" });
  await subscribe(desk, { status: "pending" });
  await subscribe(desk, { status: "unsubscribed" });
  for (const until of ["2026-03-27", "2026-03-28", "9999-12-31"]) {
    await pauseSubscription(desk.db, { id: await subscribe(desk), until });
  }
  const { subscriptions, days } = await getMailFigures(desk.db, utc);
  expect(subscriptions).toEqual({
    // One of them was paused until today.
    daily: 3,
    weekly: 1,
    alert: 1,
    webhooks: 1,
    paused: 2,
    pending: 1,
    unsubscribed: 1,
  });
  expect(days.every(({ confirmed }) => confirmed === 0)).toBe(true);
  await subscribe(desk, { confirmed_at: "2026-03-26T12:00:00.000Z" });
  expect((await getMailFigures(desk.db, utc)).days.at(-2)!.confirmed).toBe(1);
});

test("what waits is told with its oldest, with when it was due and with the last error", async () => {
  const desk = openDesk();
  const busy = "The mail server says: 450 4.2.1 busy";
  const old = { createdAt: "2026-03-25T07:00:00.000Z", edition: "2026-03-25" };
  await mail(desk, await subscribe(desk), { state: "uncertain", ...old, error: "It broke." });
  await mail(desk, await subscribe(desk), { state: "queued" });
  await mail(desk, await subscribe(desk), {
    state: "queued",
    dueAt: "2026-03-27T11:00:00.000Z",
    error: busy,
  });
  await mail(desk, await subscribe(desk), { state: "sending" });
  const { waiting } = await getMailFigures(desk.db, utc);
  const error = "connect ECONNREFUSED";
  await mail(desk, await subscribe(desk), { state: "queued", error });
  expect((await getMailFigures(desk.db, utc)).waiting).toMatchObject({ due: 2, lastError: error });
  expect(waiting).toEqual({
    due: 1,
    later: 1,
    sending: 1,
    uncertain: 1,
    dueSince: old.createdAt,
    oldest: old.createdAt,
    lastError: busy,
  });
});

test("an empty instance has thirty days of nothing", async () => {
  const { days, editions, failures, waiting } = await getMailFigures(openDesk().db, utc);
  expect(days).toHaveLength(30);
  expect(days[29]).toEqual({
    day: "2026-03-27",
    sent: 0,
    hard: 0,
    soft: 0,
    givenUp: 0,
    complaints: 0,
    unsubscribed: 0,
    confirmed: 0,
  });
  expect([editions, failures]).toEqual([[], []]);
  expect(waiting.oldest).toBeUndefined();
});
