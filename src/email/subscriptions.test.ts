import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { morning } from "../../fixtures/instance.ts";
import { noJudgements } from "../../fixtures/judgements.ts";
import {
  openOffice,
  sendTo,
  subscribe,
  today,
  tokenFor,
  type Office,
} from "../../fixtures/mail-office.ts";
import { openPostOffice } from "../../fixtures/post-office.ts";
import { composeDigests } from "./digest.ts";
import { aPaper } from "../../fixtures/papers.ts";
import {
  confirmSubscription,
  endSubscription,
  findSubscription,
  requestSubscription,
} from "./subscriptions.ts";

const hour = 3_600_000;
const day = 24 * hour;

async function ask(
  office: Office,
  { frequency = "daily", now = morning }: { frequency?: "daily" | "weekly"; now?: Date } = {},
) {
  const { db, letterhead } = office;
  await requestSubscription(db, { address: "ada@university.edu", frequency, letterhead, now });
}

async function letters({ db }: Office) {
  const rows = await db
    .selectFrom("outbox")
    .selectAll()
    .where("kind", "=", "confirmation")
    .execute();
  return await Promise.all(rows.map((row) => simpleParser(Buffer.from(row.message))));
}

async function find(
  office: Office,
  token: string,
  purpose: "confirm" | "unsubscribe" = "confirm",
  now = morning,
) {
  const { secret } = office.letterhead;
  return await findSubscription(office.db, { secret, purpose, token, now });
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
  const found = await find(office, token);
  expect(found).toMatchObject({
    address: "ada@university.edu",
    frequency: "daily",
    status: "pending",
  });
  await confirmSubscription(office.db, { ...found!, now: morning });
  await confirmSubscription(office.db, { ...found!, now: morning });
  expect(await find(office, token)).toMatchObject({ status: "confirmed" });
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
  await endSubscription(db, { id, now: new Date(morning.getTime() + hour) });
  for (const address of ["ADA@university.edu", "Ada@university.edu", "ada@university.edu"]) {
    const now = new Date(morning.getTime() + 2 * hour);
    await requestSubscription(db, { address, frequency: "daily", letterhead, now });
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
  const found = await find(office, (await tokenFor(office, "ada@university.edu", "confirm"))!);
  expect(found).toMatchObject({ frequency: "weekly", status: "confirmed" });
  await confirmSubscription(office.db, { ...found!, now: morning });
  const changed = await office.db.selectFrom("subscriptions").selectAll().executeTakeFirstOrThrow();
  expect(changed).toMatchObject({ frequency: "weekly", status: "confirmed" });
});

test("a link in a letter from before leaving confirms no more; a fresh one does", async () => {
  const office = await openOffice();
  await ask(office, { now: new Date(morning.getTime() - hour) });
  const old = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const { id } = (await find(office, old))!;
  await confirmSubscription(office.db, { id, frequency: "daily", now: morning });
  await endSubscription(office.db, { id, now: morning });
  await endSubscription(office.db, { id, now: morning });
  expect(await find(office, old)).toBeUndefined();
  const later = new Date(morning.getTime() + hour);
  await ask(office, { now: later });
  const fresh = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  expect(await find(office, fresh, "confirm", later)).toMatchObject({ status: "unsubscribed" });
  await confirmSubscription(office.db, { id, frequency: "daily", now: later });
  expect(await find(office, old, "confirm", later)).toBeUndefined();
});

test("a confirmation link is good for seven days, an unsubscribe link for ever", async () => {
  const office = await openOffice();
  await subscribe(office, "ada@university.edu");
  await ask(office, { frequency: "weekly" });
  const confirm = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const unsubscribe = (await tokenFor(office, "ada@university.edu", "unsubscribe"))!;
  const after = (days: number) => new Date(morning.getTime() + days * day);
  expect(await find(office, confirm, "confirm", after(6.9))).toBeDefined();
  expect(await find(office, confirm, "confirm", after(7.1))).toBeUndefined();
  expect(await find(office, unsubscribe, "unsubscribe", after(3650))).toBeDefined();
});

test("a link that was tampered with, or is for something else, finds nobody", async () => {
  const office = await openOffice();
  await subscribe(office, "eve@example.org");
  await subscribe(office, "ada@university.edu");
  await ask(office, { frequency: "weekly" });
  const confirm = (await tokenFor(office, "ada@university.edu", "confirm"))!;
  const unsubscribe = (await tokenFor(office, "ada@university.edu", "unsubscribe"))!;
  const forged = [
    confirm.replace(/^2/, "1"),
    confirm.replace("weekly", "daily"),
    confirm.replace(/\.(\w+)\./, ".zzzzzzzz."),
    confirm.slice(0, -1),
    `${confirm}x`,
    "",
    "2",
    "9".repeat(100_000),
    "\u0000",
  ];
  for (const token of [...forged, unsubscribe]) expect(await find(office, token)).toBeUndefined();
  const elsewhere = [unsubscribe.replace(/^2/, "1"), confirm, `${unsubscribe.slice(0, -1)}!`];
  for (const token of elsewhere) expect(await find(office, token, "unsubscribe")).toBeUndefined();
  // Neither does the number of a subscription that somebody else has now.
  await office.db
    .updateTable("subscriptions")
    .set({ address_key: "bob@example.org" })
    .where("id", "=", 2)
    .execute();
  expect(await find(office, confirm)).toBeUndefined();
  expect(await find(office, unsubscribe, "unsubscribe")).toBeUndefined();
});

test("whoever leaves gets nothing that has not left yet", async () => {
  const office = await openOffice([aPaper()]);
  const { db, letterhead } = office;
  const server = await openPostOffice();
  const id = await subscribe(office, "ada@university.edu");
  await subscribe(office, "bob@university.edu");
  await sendTo(office, server.url);
  await composeDigests(db, { letterhead, today, now: morning, judge: noJudgements });
  await endSubscription(db, { id, now: morning });
  expect(await sendTo(office, server.url)).toMatchObject({ sent: 1, failed: 0 });
  expect(server.received.slice(2).map((mail) => mail.to)).toEqual(["bob@university.edu"]);
});
