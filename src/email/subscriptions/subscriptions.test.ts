import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  composeIn,
  lettersTo,
  openOffice,
  plainWish,
  sendTo,
  subscribe,
  tokenFor,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import {
  confirmSubscription,
  endSubscription,
  findAsked,
  findSubscription,
  requestSubscription,
} from "./subscriptions.ts";
import { suppress } from "./suppression.ts";
import type { Purpose } from "./link-tokens.ts";
import type { Wish } from "./wish.ts";

const hour = 3_600_000;
const day = 24 * hour;

async function ask(
  office: Office,
  { now = morning, ...wish }: Partial<Wish> & { now?: Date } = {},
) {
  const { db, letterhead } = office;
  const wanted = { ...plainWish, ...wish };
  await requestSubscription(db, { address: "ada@university.edu", wish: wanted, letterhead, now });
}

async function letters(office: Office) {
  const raws = await lettersTo(office, { kind: "confirmation" });
  return await Promise.all(raws.map((raw) => simpleParser(Buffer.from(raw))));
}

async function asked(office: Office, token: string, now = morning) {
  return await findAsked(office.db, { secret: office.letterhead.secret, token, now });
}

async function find(office: Office, token: string, purpose: Purpose = "unsubscribe") {
  const { secret } = office.letterhead;
  return await findSubscription(office.db, { secret, purpose, token });
}

async function end({ db, keeper }: Office, id: number, now = morning) {
  await endSubscription(db, keeper, { id, addressKey: "ada@university.edu", now });
}

test("a new address gets one letter, and only its link confirms", async () => {
  const office = await openOffice();
  await ask(office);
  const [letter] = await letters(office);
  expect(letter?.subject).toBe("Confirm your subscription to Broadsheet");
  expect(letter?.headers.has("list-unsubscribe")).toBe(false);
  const token = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  expect(letter?.text).toContain(`https://papers.example.org/confirm/${token}`);
  expect(letter?.html).toContain(`https://papers.example.org/confirm/${token}`);
  const found = await asked(office, token);
  expect(found).toMatchObject({
    subscription: { address: "ada@university.edu", status: "pending" },
    wish: { frequency: "daily" },
  });
  await confirmSubscription(office.db, office.keeper, { ...found!, now: morning });
  await confirmSubscription(office.db, office.keeper, { ...found!, now: morning });
  expect(await asked(office, token)).toMatchObject({ subscription: { status: "confirmed" } });
});

test("an address that is asked for a thousand times gets three letters in 24 hours", async () => {
  const office = await openOffice();
  await Promise.all(Array.from({ length: 100 }, () => ask(office)));
  for (let i = 0; i < 23; i++) await ask(office, { now: new Date(morning.getTime() + i * hour) });
  expect(await letters(office)).toHaveLength(3);
  await ask(office, { now: new Date(morning.getTime() + day + 1) });
  expect(await letters(office)).toHaveLength(4);
});

test("the limit holds for every spelling of the address and whatever became of it", async () => {
  const office = await openOffice();
  const { db, letterhead } = office;
  const id = await subscribe(office, "ada@university.edu", { now: morning });
  await ask(office);
  await end(office, id, new Date(morning.getTime() + hour));
  for (const address of ["ADA@university.edu", "Ada@university.edu", "ada@university.edu"]) {
    const now = new Date(morning.getTime() + 2 * hour);
    await requestSubscription(db, { address, wish: plainWish, letterhead, now });
  }
  const { count } = await db
    .selectFrom("outbox")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  expect(count).toBe(3);
});

test("whoever is subscribed is told so, and that nothing is to be done", async () => {
  const office = await openOffice();
  await subscribe(office, "ada@university.edu");
  await ask(office);
  const letter = (await letters(office)).at(-1)!;
  expect(letter.subject).toBe("You are subscribed to Broadsheet already");
  expect(letter.text?.replaceAll("\n", " ")).toContain(
    "since 26 March 2026. There is nothing to do.",
  );
  expect(letter.text).not.toContain("/confirm/");
});

test("a stranger changes nothing of a subscription; the link in the letter does", async () => {
  const office = await openOffice();
  await subscribe(office, "ada@university.edu");
  await ask(office, { frequency: "weekly" });
  const { frequency } = await office.db
    .selectFrom("subscriptions")
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(frequency).toBe("daily");
  expect((await letters(office)).at(-1)?.subject).toBe("Change your subscription to Broadsheet?");
  const found = await asked(office, (await tokenFor(office, "ada@university.edu", "confirm"))!);
  expect(found).toMatchObject({
    subscription: { status: "confirmed" },
    wish: { frequency: "weekly" },
  });
  await confirmSubscription(office.db, office.keeper, { ...found!, now: morning });
  const changed = await office.db.selectFrom("subscriptions").selectAll().executeTakeFirstOrThrow();
  expect(changed).toMatchObject({ frequency: "weekly", status: "confirmed" });
});

test("a link in a letter from before leaving confirms no more; a fresh one does", async () => {
  const office = await openOffice();
  await ask(office, { now: new Date(morning.getTime() - hour) });
  const old = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const before = (await asked(office, old))!;
  await confirmSubscription(office.db, office.keeper, { ...before, now: morning });
  await end(office, before.subscription.id);
  await end(office, before.subscription.id);
  expect(await asked(office, old)).toBeUndefined();
  const later = new Date(morning.getTime() + hour);
  await ask(office, { now: later });
  const fresh = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const again = (await asked(office, fresh, later))!;
  expect(again.subscription.status).toBe("unsubscribed");
  await confirmSubscription(office.db, office.keeper, { ...again, now: later });
  expect(await asked(office, old, later)).toBeUndefined();
});

test("a confirmation link is good for seven days, an unsubscribe link for ever", async () => {
  const office = await openOffice();
  await subscribe(office, "ada@university.edu");
  await ask(office, { frequency: "weekly" });
  const confirm = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const unsubscribe = (await tokenFor(office, "ada@university.edu", "unsubscribe"))!;
  const after = (days: number) => new Date(morning.getTime() + days * day);
  expect(await asked(office, confirm, after(6.9))).toBeDefined();
  expect(await asked(office, confirm, after(7.1))).toBeUndefined();
  expect(await find(office, unsubscribe)).toBeDefined();
});

test("a link that was tampered with, or is for something else, finds nobody", async () => {
  const office = await openOffice();
  await subscribe(office, "eve@example.org");
  await subscribe(office, "ada@university.edu");
  await ask(office, { frequency: "weekly" });
  const confirm = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const unsubscribe = (await tokenFor(office, "ada@university.edu", "unsubscribe"))!;
  const forged = [
    confirm.replace(/^\d+/, "1"),
    confirm.slice(0, -1),
    `${confirm}x`,
    "",
    "2",
    "9".repeat(100_000),
    "\u0000",
  ];
  for (const token of [...forged, unsubscribe]) expect(await asked(office, token)).toBeUndefined();
  const elsewhere = [unsubscribe.replace(/^2/, "1"), confirm, `${unsubscribe.slice(0, -1)}!`];
  for (const token of elsewhere) expect(await find(office, token)).toBeUndefined();
  for (const purpose of ["manage", "read"] as const) {
    expect(await find(office, unsubscribe, purpose)).toBeUndefined();
  }
  // Neither does the number of a subscription that somebody else has now.
  await office.db
    .updateTable("subscriptions")
    .set({ address_key: "bob@example.org" })
    .where("id", "=", 2)
    .execute();
  expect(await asked(office, confirm)).toBeUndefined();
  expect(await find(office, unsubscribe)).toBeUndefined();
});

test("whoever leaves gets nothing that has not left yet", async () => {
  const office = await openOffice([aPaper()]);
  const server = await openPostOffice();
  const id = await subscribe(office, "ada@university.edu");
  await subscribe(office, "bob@university.edu");
  await sendTo(office, server.url);
  await composeIn(office);
  await end(office, id);
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 1, failed: 0 });
  expect(server.received.slice(2).map((mail) => mail.to)).toEqual(["bob@university.edu"]);
});

test("whoever types a dead address, or one that wants no mail, writes no letter; one that left gets it", async () => {
  const office = await openOffice();
  const { db, letterhead, keeper } = office;
  const reasons = ["hard", "complaint", "owner", "unsubscribed", "soft"] as const;
  for (const reason of reasons) {
    const address = `${reason}@x.org`;
    await suppress(db, keeper, { addressKey: address, reason, now: morning });
    await requestSubscription(db, { address, wish: plainWish, letterhead, now: morning });
  }
  const rows = await db.selectFrom("outbox").select(["recipient", "state", "message"]).execute();
  expect(rows.map(({ state, recipient }) => `${recipient} ${state}`)).toEqual([
    "hard@x.org suppressed",
    "complaint@x.org suppressed",
    "owner@x.org suppressed",
    "unsubscribed@x.org queued",
    "soft@x.org queued",
  ]);
  expect(rows[0]?.message).toHaveLength(0);
});

test("one mailbox gets three letters a day, under however many addresses it is asked for", async () => {
  const office = await openOffice();
  const { db, letterhead } = office;
  const ask = async (address: string) => {
    await requestSubscription(db, { address, wish: plainWish, letterhead, now: morning });
    return (await lettersTo(office)).length;
  };
  for (const [address, letters] of [
    ["ada@x.org", 1],
    ["ada+1@x.org", 2],
    ["ADA+2@x.org", 3],
    ["ada+3@x.org", 3],
    ["ada@y.org", 4],
    ["ad.a@x.org", 5],
    ["a.d.a@gmail.com", 6],
    ["ada+x@googlemail.com", 7],
    ["ad.a@gmail.com", 8],
    ["ada@gmail.com", 8],
    ["adam@gmail.com", 9],
  ] as const) {
    expect([address, await ask(address)]).toEqual([address, letters]);
  }
});
