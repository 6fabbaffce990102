import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  digestsTo,
  minutesLater,
  officeWithMail,
  openOffice,
  papersOf,
  plainWish,
  sendTo,
  statesIn,
  subscribe,
  titlesIn,
  today,
  tokenFor,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { readDigest } from "../digests/read-digest.ts";
import { endSubscription, findAsked, requestSubscription } from "../subscriptions/subscriptions.ts";
import { countSuppressed } from "../subscriptions/suppression.ts";
import { tidyMail } from "./tidy.ts";

const daysLater = (days: number) => minutesLater(days * 1440);

async function count({ db }: Office, table: "wishes" | "bounces" | "cards" | "digest_contents") {
  const { rows } = await db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  return rows;
}

test("mail that left, failed or was taken back goes after 90 days; what still waits stays", async () => {
  const office = await officeWithMail(5);
  const { db, keeper } = office;
  const server = await openPostOffice();
  server.mood = (stage, to) => {
    if (stage !== "recipient") return undefined;
    if (to === "reader0@example.net") return "550 5.1.1 No such user";
    return to === "reader1@example.net" ? "450 4.2.0 Later" : undefined;
  };
  const left = { id: 3, addressKey: "reader2@example.net" };
  await endSubscription(db, keeper, { ...left, now: morning });
  await sendTo(office, server.url);
  const states = { sent: 2, failed: 1, suppressed: 1, queued: 1 };
  expect(await statesIn(office)).toEqual(states);
  expect(await tidyMail(db, daysLater(89))).toBe(0);
  expect(await statesIn(office)).toEqual(states);
  expect(await tidyMail(db, daysLater(91))).toBe(4);
  expect(await statesIn(office)).toEqual({ queued: 1 });
});

test("what a digest said goes after 120 days; that its papers were sent stays, so they are not sent again", async () => {
  const later = "2026-07-27";
  const again = papersOf(today, 3).map((paper) => ({
    ...paper,
    appearances: [today, later].map((day) => ({ day, kind: "announced" as const })),
  }));
  const office = await openOffice(again);
  const { db, letterhead } = office;
  const ada = "ada@university.edu";
  const id = await subscribe(office, ada);
  await composeIn(office);
  await sendTo(office, undefined);
  const read = () => readDigest(db, { letterhead, subscription: { id }, edition: today });

  await tidyMail(db, daysLater(119));
  expect(titlesIn((await read())?.text)).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
  await tidyMail(db, daysLater(121));
  expect(await read()).toBeUndefined();
  expect([await count(office, "digest_contents"), await count(office, "cards")]).toEqual([0, 0]);

  const now = daysLater(122);
  await savePapers(db, papersOf(later, 1, 4), { now });
  expect(await composeIn(office, { day: today, now, today: later })).toMatchObject({
    composed: 0,
    alreadyComposed: 1,
  });
  await composeIn(office, { day: later, now, today: later });
  const [mail, ...others] = await digestsTo(office, ada);
  expect(others).toEqual([]);
  expect(titlesIn(mail?.text)).toEqual(["Paper 4"]);
});

test("what was asked for and not confirmed goes when its link has run out; what was confirmed stays", async () => {
  const office = await openOffice(papersOf(today, 8));
  const { db, letterhead } = office;
  await subscribe(office, "ada@university.edu", { papers: 2, now: morning });
  const asked = { address: "ben@university.edu", wish: plainWish, letterhead, now: morning };
  await requestSubscription(db, asked);
  const token = (await tokenFor(office, asked.address, "confirm"))!;
  const find = (days: number) =>
    findAsked(db, { secret: letterhead.secret, token, now: daysLater(days) });

  await tidyMail(db, daysLater(6.9));
  expect((await find(6.9))?.wish).toEqual(plainWish);
  expect(await find(7.1)).toBeUndefined();
  expect(await tidyMail(db, daysLater(8.1))).toBe(2);
  expect(await count(office, "wishes")).toBe(0);
  await composeIn(office);
  const [mail] = await digestsTo(office, "ada@university.edu");
  expect(titlesIn(mail?.text)).toHaveLength(2);
});

test("failures are remembered for 400 days, and a dead address stays suppressed afterwards", async () => {
  const office = await officeWithMail(2);
  const server = await openPostOffice();
  server.mood = (stage, to) =>
    stage === "recipient" && to === "reader0@example.net" ? "550 5.1.1 No such user" : undefined;
  await sendTo(office, server.url);
  await tidyMail(office.db, daysLater(399));
  expect(await count(office, "bounces")).toBe(1);
  await tidyMail(office.db, daysLater(401));
  expect(await count(office, "bounces")).toBe(0);
  expect(await countSuppressed(office.db)).toMatchObject({ hard: 1 });
});

test("more goes than is taken at a time, and a second round finds nothing", async () => {
  const office = await openOffice(papersOf(today, 1));
  await addReaders(office, 4500);
  await composeIn(office);
  await office.db.updateTable("outbox").set({ state: "sent" }).execute();
  // The mails, what they all said, and its card.
  expect(await tidyMail(office.db, daysLater(200))).toBe(4502);
  expect(await tidyMail(office.db, daysLater(200))).toBe(0);
});
