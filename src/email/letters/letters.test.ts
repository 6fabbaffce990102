// What a letter says is settled when it is composed, and arrives as it was written.
import fc from "fast-check";
import { expect, test } from "vitest";
import { morning } from "../../../fixtures/instance.ts";
import {
  addReaders,
  composeIn,
  digestsTo,
  lettersTo,
  mailTo,
  minutesLater,
  openOffice,
  papersOf,
  sendTo,
  statesIn,
  subscribe,
  today,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { openPostOffice } from "../../../fixtures/post-office.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { castVote } from "../../community/votes/votes.ts";
import { likeLess } from "../subscriptions/less-like.ts";
import { changeSubscription } from "../subscriptions/subscriptions.ts";
import { openPress } from "./press.ts";
import { openSheets } from "../digests/sheets.ts";
import type { Wish } from "../subscriptions/wish.ts";

const reader = "reader0@example.net";

test("every attempt sends the very same bytes, whatever happens to its papers in between", async () => {
  const papers = papersOf(today, 15).map((paper) => ({ ...paper, version: 1 }));
  const office = await openOffice(papers);
  await addReaders(office, 1);
  await composeIn(office);
  const [composed] = await lettersTo(office);
  const server = await openPostOffice();
  // It takes the letter and hangs up, so that nobody knows.
  server.mood = (stage) => (stage === "end" ? "drop" : undefined);
  await sendTo(office, server.url);
  expect(await statesIn(office)).toEqual({ uncertain: 1 });

  const { db } = office;
  await castVote(db, { paper: 15, visitor: "eve", up: true, now: morning });
  const replaced = papers.map((paper) => ({
    ...paper,
    version: 2,
    title: `${paper.title}, Better`,
  }));
  await savePapers(db, [...replaced, ...papersOf(today, 5, 16)], { now: morning });
  await likeLess(db, { subscription: 1, paper: 14, now: morning });
  const wish: Wish = { frequency: "daily", follows: [], hour: 9 * 60, papers: 3 };
  await changeSubscription(db, { id: 1, wish, now: morning });
  await subscribe(office, "ben@university.edu");
  await composeIn(office);
  server.mood = () => undefined;
  await sendTo(office, server.url, { clock: () => minutesLater(600) });

  expect(await mailTo(office, reader)).toMatchObject({ state: "sent" });
  const attempts = server.received.filter(({ to }) => to === reader);
  expect(attempts.length).toBeGreaterThan(1);
  expect(new Set(attempts.map(({ messageId }) => messageId))).toHaveLength(1);
  const bytes = new Set(attempts.map(({ raw }) => raw.trimEnd()));
  expect([...bytes]).toEqual([Buffer.from(composed!).toString().trimEnd()]);
});

const scraps = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    "half \ud800 a character \udc00",
    "a blank at the end ",
    ".\n.\r\n.hidden\n",
    "--_NmP\r\nContent-Type: text/html\r\n\r\n<script>",
    "=20=\r\n=E4",
    "\ufdd0manage\ufdd1",
    String.raw`$\frac{a}{b}$ \'{e} \textbf{bold} $`,
    "word ".repeat(1000),
    "x".repeat(5000),
    "漢".repeat(1700),
  ),
);

test("whatever its papers say, a letter arrives as it was printed", async () => {
  const seed = 27;
  const texts = fc.sample(fc.tuple(scraps, scraps, scraps), { numRuns: 50, seed });
  const office = await openOffice(
    texts.map(([title, abstract, author], index) =>
      aPaper({
        identifier: `arxiv:2603.${24001 + index}`,
        title: `${index} ${title}`,
        abstract: `${abstract}.`,
        authors: [`${author} Lindqvist`],
      }),
    ),
  );
  const print = openPress(office.letterhead, { controls: true });
  const readers = [{ papers: 50 }, { papers: 7, follows: [{ query: "character OR blank" }] }, {}];
  for (const [index, wish] of readers.entries()) {
    const address = `reader${index}@university.edu`;
    await subscribe(office, address, wish);
    await composeIn(office);
    const [raw] = await lettersTo(office, { address, kind: "digest" });
    const [mail, ...others] = await digestsTo(office, address);
    const { digest_id, subject } = await digestMailTo(office, address);
    const printed = print((await openSheets(office.db).find(digest_id!))!);
    expect(others).toEqual([]);
    expect(mail?.attachments).toEqual([]);
    expect(asRead(mail?.text)).toBe(asRead(printed.text));
    expect(asRead(mail?.html || "")).toBe(asRead(printed.html));
    expect(mail?.subject).toBe(subject);
    const lines = Buffer.from(raw!).toString().split("\r\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  }
});

/** What the outbox says of the digest to that address. */
async function digestMailTo({ db }: Office, recipient: string) {
  return await db
    .selectFrom("outbox")
    .select(["digest_id", "subject"])
    .where("recipient", "=", recipient)
    .where("kind", "=", "digest")
    .executeTakeFirstOrThrow();
}

/** As a reader sees it: line ends are line ends, and half a character is none. */
function asRead(text = ""): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, "\n").trimEnd();
}

test("a digest that an earlier Broadsheet left in the outbox leaves as it was written", async () => {
  const office = await openOffice(papersOf(today, 1));
  await addReaders(office, 1);
  await composeIn(office);
  const message = Buffer.from("Subject: As it was\r\n\r\nWhole.\r\n");
  await office.db.updateTable("outbox").set({ message }).execute();
  await office.db.updateTable("digests").set({ contents_id: null }).execute();
  const [letter] = await lettersTo(office);
  expect(Buffer.from(letter!).toString()).toBe(message.toString());
});
