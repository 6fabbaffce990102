import { expect, test } from "vitest";
import { signConfirmation } from "../../email/subscriptions/link-tokens.ts";
import { findByAddress, requestSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Wish } from "../../email/subscriptions/wish.ts";
import { links } from "../../links.ts";
import { composeIn, plainWish } from "../../../fixtures/mail-office.ts";
import { aReader, dump, officeOf, readerAt } from "../../../fixtures/web-mail.ts";
import { form, now, paper, secret, webForTest, type TestWeb } from "../../../fixtures/web.ts";

const address = "ada@university.edu";
const sections = [
  { name: "Robot learning", address: "robot-learning", query: "cat:cs.RO learning" },
];

/** Asks, and gives the link in the letter. */
async function ask(test: TestWeb, wish: Partial<Wish> = {}, at = now): Promise<string> {
  const { letterhead } = officeOf(test);
  const asked = { address, wish: { ...plainWish, ...wish }, letterhead, now: at };
  await requestSubscription(test.db, asked);
  const of = (await findByAddress(test.db, address))!;
  const { id, asked_at: askedAt } = await test.db
    .selectFrom("wishes")
    .selectAll()
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return links.confirm(signConfirmation(secret, { wish: id, of, askedAt }));
}

test("the page says in words what was asked for", async () => {
  const test = await webForTest({ sections, settings: { DIGEST_PAPERS: "9" } });
  const page = await test.read(
    await ask(test, {
      follows: [{ section: "robot-learning" }, { section: "cs.CV" }, { query: "gulls has:code" }],
      minutes: 10,
      hour: 450,
      timeZone: "Europe/Berlin",
    }),
  );
  const words = page.replaceAll(/<[^>]+>/g, "").replaceAll("\u00a0", " ");
  expect(words).toContain("ada@university.edu");
  expect(words).toContain("Weekdays at 07:30, Berlin time.");
  expect(words).toContain(
    "What you follow stands first: Robot learning, Computer vision (cs.CV) and gulls has:code.",
  );
  expect(words).toContain("About 10 minutes of reading.");

  const plain = await test.read(await ask(test, { frequency: "weekly" }));
  expect(plain).toContain("Once a week, when the week is over, at 07:00, UTC.");
  expect(plain).toContain("What stands first in the whole week.");
  expect(plain).toContain("At most 9\u00a0papers, as is usual here.");
});

test("opening the link changes nothing, however often; its button does, once and for all", async () => {
  const test = await webForTest();
  const link = await ask(test);
  const before = await dump(test.db);
  for (const method of ["GET", "HEAD", "GET"]) await test.web.request(link, { method });
  expect(await dump(test.db)).toBe(before);

  const confirmed = await test.read(link, form({}, { Origin: "null" }));
  const { manage } = await readerAt(test, address);
  expect(confirmed).toContain("You are subscribed.");
  expect(confirmed).toContain(`href="${manage}"`);
  const after = await dump(test.db);
  expect((await test.web.request(link, form({}))).status).toBe(200);
  expect(await dump(test.db)).toBe(after);
});

test.each([
  [
    "an edition whose hour has passed comes at once",
    { papers: [paper()] },
    {},
    /The first letter comes within minutes, with the newest edition; the next one on Monday.30.March at 07:00, UTC/,
  ],
  [
    "an edition whose hour is still to come comes then",
    { papers: [paper()] },
    { hour: 19 * 60 + 5, timeZone: "Europe/Berlin" },
    /The next letter comes today at 19:05, Berlin time/,
  ],
  [
    "a week that was whole comes at once",
    { papers: [paper()] },
    { frequency: "weekly" },
    /within minutes, with the last whole week; the next one on Friday.3.April at 07:00, UTC/,
  ],
  [
    "without an edition it comes with the next",
    {},
    {},
    /The next letter comes on Monday.30.March at 07:00, UTC/,
  ],
  [
    "an alert comes when there is something",
    {},
    { frequency: "alert", follows: [{ query: "gulls" }] },
    /We look next on Monday.30.March at 07:00, UTC\. A letter comes when something that you follow was announced/,
  ],
] as const)("%s", async (_, options, wish, sentence) => {
  const test = await webForTest({
    ...options,
    papers: [...("papers" in options ? options.papers : [])],
  });
  const link = await ask(test, wish as Partial<Wish>);
  expect(await test.read(link, form({}))).toMatch(sentence);
});

test("who changes a subscription is asked so, and is told of the next letter", async () => {
  const test = await webForTest({ papers: [paper()] });
  await aReader(test);
  await composeIn(officeOf(test));
  const link = await ask(test, { frequency: "weekly" });
  expect(await test.read(link)).toContain("Your letters stay as they are until you press");
  expect(await test.read(link, form({}))).toMatch(/The next letter comes on Friday.3.April/);
  expect((await findByAddress(test.db, address))!.wish.frequency).toBe("weekly");
});

test("a link that is older than a week, cut, or made for another confirms nothing", async () => {
  const test = await webForTest();
  const old = await ask(test, {}, new Date(now.getTime() - 8 * 86_400_000));
  const link = await ask(test);
  const before = await dump(test.db);
  for (const wrong of [
    old,
    `${link}x`,
    link.slice(0, -1),
    link.replace("/2.", "/1."),
    "/confirm/%00",
  ]) {
    for (const init of [undefined, form({})]) {
      const response = await test.web.request(wrong, init);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("This link does not work any more.");
    }
  }
  const foreign = await test.web.request(link, form({}, { Origin: "https://evil.example" }));
  expect(foreign.status).toBe(403);
  expect(await dump(test.db)).toBe(before);
});
