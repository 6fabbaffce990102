// What each reader asked for is what they get: when, of what, how much, and nothing twice.
import { expect, test } from "vitest";
import { openFinder } from "../../fixtures/finder.ts";
import { morning } from "../../fixtures/instance.ts";
import { knowingSubjects } from "../../fixtures/judgements.ts";
import {
  composeIn,
  digestsTo,
  openOffice,
  papersOf,
  subscribe,
  titlesIn,
  today,
  type Office,
} from "../../fixtures/mail-office.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { savePapers } from "../catalogue/save-papers.ts";
import { addDays, dayIn, type Day } from "../papers/period.ts";
import type { PaperRecord } from "../papers/paper.ts";
import type { DigestOptions } from "./digest.ts";
import { likeLess } from "./less-like.ts";
import { pauseSubscription } from "./subscriptions.ts";
import { suppress } from "./suppression.ts";
import type { Wish } from "./wish.ts";

const ada = "ada@university.edu";
const seven = 7 * 60;
const halfAnHourMs = 1_800_000;

/** Composes as the server does all day: for whoever's hour has come. Answers for whom. */
async function composeDue(office: Office, now: Date): Promise<string[]> {
  const composed: string[] = [];
  await composeIn(office, {
    dueOnly: true,
    now,
    today: dayIn("UTC", now),
    onComposed: ({ address, edition }) => composed.push(`${address} ${edition}`),
  });
  return composed;
}

/** Every half hour until then; answers what was composed and when. */
async function liveThrough(office: Office, from: string, until: string): Promise<string[]> {
  const seen: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(until); at += halfAnHourMs) {
    const now = new Date(at);
    const composed = await composeDue(office, now);
    seen.push(...composed.map((each) => `${now.toISOString().slice(5, 16)} ${each}`));
  }
  return seen;
}

/** The digest that Ada gets of the newest day, who wishes so. */
async function digestFor(
  papers: PaperRecord[],
  wish: Partial<Wish>,
  options: Partial<DigestOptions> = {},
): Promise<string> {
  const office = await openOffice(papers);
  await subscribe(office, ada, wish);
  await composeIn(office, options);
  const [mail] = await digestsTo(office, ada);
  return mail?.text ?? "";
}

test("each reader gets the edition at their own hour, and never before it is out", async () => {
  const thursday = "2026-03-26";
  const office = await openOffice(papersOf(thursday, 1));
  const zones = {
    auckland: "Pacific/Auckland",
    berlin: "Europe/Berlin",
    delhi: "Asia/Kolkata",
    newyork: "America/New_York",
    tokyo: "Asia/Tokyo",
  };
  for (const [name, timeZone] of Object.entries(zones)) {
    const hour = name === "delhi" ? seven + 30 : seven;
    await subscribe(office, `${name}@x.edu`, { hour, timeZone });
  }
  await subscribe(office, "unsaid@x.edu");
  expect(await liveThrough(office, "2026-03-26T00:00Z", "2026-03-27T00:00Z")).toEqual([
    "03-26T06:00 berlin@x.edu 2026-03-26",
    "03-26T07:00 unsaid@x.edu 2026-03-26",
    "03-26T11:00 newyork@x.edu 2026-03-26",
    "03-26T18:00 auckland@x.edu 2026-03-26",
    "03-26T22:00 tokyo@x.edu 2026-03-26",
  ]);
  // What is announced at eight in New York may be here at once; nobody's morning is that early.
  await savePapers(office.db, papersOf(today, 1, 2), { now: new Date("2026-03-27T00:10Z") });
  expect(await liveThrough(office, "2026-03-27T00:30Z", "2026-03-28T03:30Z")).toEqual([
    "03-27T06:00 berlin@x.edu 2026-03-27",
    "03-27T07:00 unsaid@x.edu 2026-03-27",
    "03-27T11:00 newyork@x.edu 2026-03-27",
    "03-27T18:00 auckland@x.edu 2026-03-27",
    "03-27T22:00 tokyo@x.edu 2026-03-27",
    "03-28T02:00 delhi@x.edu 2026-03-27",
  ]);
});

test("a week goes out at its readers' hours, once its Friday is out", async () => {
  const office = await openOffice([...papersOf("2026-03-23", 2), ...papersOf(today, 1, 3)]);
  const weekly = { frequency: "weekly", hour: seven } as const;
  await subscribe(office, "berlin@x.edu", { ...weekly, timeZone: "Europe/Berlin" });
  await subscribe(office, "tokyo@x.edu", { ...weekly, timeZone: "Asia/Tokyo" });
  expect(await liveThrough(office, "2026-03-27T00:00Z", "2026-03-28T12:00Z")).toEqual([
    "03-27T06:00 berlin@x.edu 2026-W13",
    "03-27T22:00 tokyo@x.edu 2026-W13",
  ]);
  const [mail] = await digestsTo(office, "tokyo@x.edu");
  expect(titlesIn(mail?.text)).toEqual(["Paper 3", "Paper 2", "Paper 1"]);
});
