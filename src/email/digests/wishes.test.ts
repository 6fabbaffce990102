// What each reader asked for is what they get: when, of what, how much, and nothing twice.
import { expect, test } from "vitest";
import { openFinder } from "../../../fixtures/finder.ts";
import { morning } from "../../../fixtures/instance.ts";
import { knowingSubjects } from "../../../fixtures/judgements.ts";
import {
  composeIn,
  digestsTo,
  moreTitlesIn,
  openOffice,
  papersOf,
  subscribe,
  titlesIn,
  today,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { addDays, dayIn, type Day } from "../../papers/period.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { DigestOptions } from "./digest.ts";
import { likeLess } from "../subscriptions/less-like.ts";
import { changeSubscription, pauseSubscription } from "../subscriptions/subscriptions.ts";
import { suppress } from "../subscriptions/suppression.ts";
import type { Wish } from "../subscriptions/wish.ts";

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

/** A paper of the morning about these words. */
function about(words: string, number: number, more: Partial<PaperRecord> = {}): PaperRecord {
  return aPaper({
    identifier: `arxiv:2603.${24000 + number}`,
    title: `On ${words}`,
    abstract: `A study of ${words}, told at length.`,
    ...more,
  });
}

const folds = { name: "Folds & shirts", address: "folds", query: "laundry" };

test("what is followed stands first and says so, sections and searches alike; the rest comes after", async () => {
  const papers = [
    about("laundry robots", 1),
    about("gull song", 2),
    about("tidal maps", 3, { categories: ["physics.ao-ph"] }),
    about("shadow puppets", 4),
    about("gull laundry", 5),
  ];
  const follows = [{ section: "folds" }, { query: "gull" }, { section: "physics.ao-ph" }];
  const text = await digestFor(papers, { follows }, { saved: [folds] });
  const titles = titlesIn(text);
  expect(titles.slice(0, 4).toSorted()).toEqual([
    "On gull laundry",
    "On gull song",
    "On laundry robots",
    "On tidal maps",
  ]);
  expect(titles[4]).toBe("On shadow puppets");
  const why = new Map(titles.map((title) => [title, whyOf(text, title)]));
  expect(why.get("On gull laundry")).toMatch(/^you follow Folds & shirts, gull$/);
  expect(why.get("On gull song")).toMatch(/^you follow gull$/);
  expect(why.get("On laundry robots")).toMatch(/^you follow Folds & shirts$/);
  expect(why.get("On tidal maps")).toMatch(/^you follow [^·]+$/);
  expect(why.get("On shadow puppets")).not.toContain("you follow");
});

/** What the digest says why the paper stands there. */
function whyOf(text: string, title: string): string {
  const [, card = ""] = text.split(new RegExp(`^\\d+\\. ${title}$`, "m"));
  const [, why = ""] = /^ {3}Why: ([^]*?)\n {3}(?:Votes|Read): /m.exec(card) ?? [];
  return why.replaceAll(/\s+/g, " ");
}

test("an alert comes only when something is found, and holds nothing else", async () => {
  const office = await openOffice([about("tidal maps", 1), about("gull song", 2)]);
  const finder = openFinder(office.db, office.dataDir);
  const follows = [{ query: "laundry" }, { section: "folds" }];
  await subscribe(office, ada, { frequency: "alert", follows });
  const options = { finder, saved: [folds] };
  expect(await composeIn(office, options)).toMatchObject({ composed: 0, nothingNew: 1 });
  expect(await digestsTo(office, ada)).toEqual([]);

  const monday: Day = "2026-03-30";
  const onMonday = { appearances: [{ day: monday, kind: "announced" as const }] };
  const papers = [about("folding laundry", 3, onMonday), about("gull calls", 4, onMonday)];
  await savePapers(office.db, papers, { now: new Date(`${monday}T05:00Z`) });
  const then = { ...options, today: monday, now: new Date(`${monday}T08:00Z`) };
  expect(await composeIn(office, then)).toMatchObject({ composed: 1, nothingNew: 0 });
  const [alert, ...others] = await digestsTo(office, ada);
  expect(others).toEqual([]);
  expect(titlesIn(alert?.text)).toEqual(["On folding laundry"]);
  expect(moreTitlesIn(alert?.text)).toEqual([]);
  expect(whyOf(alert?.text ?? "", "On folding laundry")).toContain(
    "you follow laundry, Folds & shirts",
  );
  expect(alert?.text).toContain("That was what you follow.");
});

test("a section that the owner has taken away is followed by nobody, and stops nothing", async () => {
  const follows = [{ section: "gone" }];
  const text = await digestFor(papersOf(today, 2), { follows }, { saved: [folds] });
  expect(titlesIn(text)).toEqual(["Paper 2", "Paper 1"]);
  expect(text).not.toContain("you follow");
});

test("a digest has as many papers as its reader wants, and the titles of three more", async () => {
  const papers = papersOf(today, 20);
  const text = await digestFor(papers, { papers: 4 });
  expect(titlesIn(text)).toEqual(["Paper 20", "Paper 19", "Paper 18", "Paper 17"]);
  expect(moreTitlesIn(text)).toEqual(["Paper 16", "Paper 15", "Paper 14"]);
  expect(text).toContain("20 papers · 4 for you");
  expect(titlesIn(await digestFor(papers, {}))).toHaveLength(12);
  const all = await digestFor(papers, { papers: 50 });
  expect(titlesIn(all)).toHaveLength(20);
  expect(moreTitlesIn(all)).toEqual([]);
  expect(moreTitlesIn(await digestFor(papers, { papers: 18 }))).toEqual(["Paper 2", "Paper 1"]);
});

test("a digest for ten minutes has what can be read in them, and at least one paper", async () => {
  // 220 words a minute, and half a minute to look up: two minutes each.
  const abstract = "word ".repeat(328).trim();
  const papers = papersOf(today, 12).map((paper) => ({ ...paper, abstract }));
  const text = await digestFor(papers, { minutes: 10 });
  expect(titlesIn(text)).toHaveLength(5);
  expect(moreTitlesIn(text)).toHaveLength(3);
  expect(text).toContain("12 papers · 5 for you, 10 minutes");
  expect(titlesIn(await digestFor(papers, { minutes: 1 }))).toHaveLength(1);
});

test("whoever pauses gets nothing before the day they named, and then what is new", async () => {
  const office = await openOffice(papersOf(today, 2));
  const id = await subscribe(office, ada);
  const monday: Day = "2026-03-30";
  await pauseSubscription(office.db, { id, until: monday });
  expect(await composeIn(office)).toMatchObject({ composed: 0, nothingNew: 0 });
  expect(await composeIn(office, { today: addDays(monday, -1) })).toMatchObject({ composed: 0 });
  await savePapers(office.db, papersOf(monday, 1, 3), { now: morning });
  expect(await composeIn(office, { today: monday })).toMatchObject({ composed: 1 });
  const mails = await digestsTo(office, ada);
  expect(mails.map((mail) => titlesIn(mail.text))).toEqual([["Paper 3"]]);
});

test("a suppressed address is left out, whatever its subscription says", async () => {
  const office = await openOffice(papersOf(today, 2));
  const { db, keeper } = office;
  await subscribe(office, ada);
  await subscribe(office, "ben@university.edu");
  await suppress(db, keeper, { addressKey: ada, reason: "complaint", now: morning });
  expect(await composeIn(office)).toMatchObject({ composed: 1, suppressed: 1 });
  expect(await digestsTo(office, ada)).toEqual([]);
  expect(await digestsTo(office, "ben@university.edu")).toHaveLength(1);
});

test("less like this: what is like the paper sinks, for this reader alone", async () => {
  // The odd ones are about one thing, the even ones each about something else.
  const judge = knowingSubjects((paper) => (paper % 2 === 1 ? 1 : paper));
  const yesterday = papersOf("2026-03-26", 1);
  const office = await openOffice([...yesterday, ...papersOf(today, 6, 2)]);
  const id = await subscribe(office, ada);
  await subscribe(office, "ben@university.edu");
  await likeLess(office.db, { subscription: id, paper: 1, now: morning });
  await composeIn(office, { judge });
  const [toAda] = await digestsTo(office, ada);
  const [toBen] = await digestsTo(office, "ben@university.edu");
  const odd = ["Paper 3", "Paper 5", "Paper 7"];
  const even = ["Paper 2", "Paper 4", "Paper 6"];
  const titles = titlesIn(toAda?.text);
  expect(titles.slice(0, 3).toSorted()).toEqual(even);
  expect(titles.slice(3).toSorted()).toEqual(odd);
  expect(titlesIn(toBen?.text).slice(0, 3).toSorted()).not.toEqual(even);
  expect(titlesIn(toBen?.text)).toHaveLength(6);
});

/** The same paper as it stands under this day. */
function under(day: Day, paper: PaperRecord, more: Partial<PaperRecord> = {}): PaperRecord {
  return { ...paper, appearances: [{ day, kind: "announced" }], ...more };
}

/** What Ada gets on a day on which these are listed; nothing where no mail came. */
async function gotOn(office: Office, day: Day, listed: PaperRecord[]) {
  const now = new Date(`${day}T08:00Z`);
  await savePapers(office.db, listed, { now });
  const { composed } = await composeIn(office, { day, now, today: day });
  if (composed === 0) return undefined;
  const { text = "" } = (await digestsTo(office, ada)).at(-1)!;
  const changes = [...text.matchAll(/^ {3}((?:Version|Withdrawn) .*)$/gm)].map(([, says]) => says);
  return { titles: titlesIn(text), changes };
}

test("a paper comes again only when it has changed, with what changed, and only once", async () => {
  const [same, better] = papersOf("2026-03-23", 2) as [PaperRecord, PaperRecord];
  const office = await openOffice();
  await subscribe(office, ada, { now: new Date("2026-03-20T08:00Z") });
  const first = { version: 1 };
  const second = { version: 2, title: "Paper 2, Better", abstract: "It breaks nothing now." };
  const third = { ...second, version: 3, withdrawn: true };

  const monday = [under("2026-03-23", same, first), under("2026-03-23", better, first)];
  expect(await gotOn(office, "2026-03-23", monday)).toEqual({
    titles: ["Paper 2", "Paper 1"],
    changes: [],
  });
  const tuesday = [under("2026-03-24", same, first), under("2026-03-24", better, second)];
  expect(await gotOn(office, "2026-03-24", tuesday)).toEqual({
    titles: ["Paper 2, Better"],
    changes: ["Version 2 now, with another title and another abstract; you got version 1."],
  });
  const wednesday = [under("2026-03-25", same, first), under("2026-03-25", better, second)];
  expect(await gotOn(office, "2026-03-25", wednesday)).toBeUndefined();
  const thursday = [under("2026-03-26", better, third)];
  expect(await gotOn(office, "2026-03-26", thursday)).toEqual({
    titles: ["Paper 2, Better"],
    changes: ["Withdrawn since you got it."],
  });
  expect(await gotOn(office, "2026-03-27", [under("2026-03-27", better, third)])).toBeUndefined();
});

test("who is served later in the day gets a paper as the first did, though it was replaced meanwhile", async () => {
  const paper = aPaper({ version: 1, title: "Folding Laundry" });
  const office = await openOffice([paper]);
  const ben = "ben@university.edu";
  await subscribe(office, ada, { hour: seven });
  await subscribe(office, ben, { hour: seven + 120 });
  expect(await composeDue(office, new Date("2026-03-27T07:00Z"))).toEqual([`${ada} 2026-03-27`]);
  const now = new Date("2026-03-27T09:00Z");
  await savePapers(office.db, [{ ...paper, version: 2, title: "Folding No Laundry" }], { now });
  expect(await composeDue(office, now)).toEqual([`${ben} 2026-03-27`]);
  for (const reader of [ada, ben]) {
    const [mail] = await digestsTo(office, reader);
    expect(mail?.subject).toBe("Folding Laundry · 27 March");
    expect(titlesIn(mail?.text)).toEqual(["Folding Laundry"]);
  }
});

test("readers with the same wish share what is kept of their digests; another wish has its own", async () => {
  const office = await openOffice(papersOf(today, 20));
  for (const name of ["ada", "ben", "cleo"]) await subscribe(office, `${name}@x.edu`);
  await subscribe(office, "dora@x.edu", { papers: 3 });
  await subscribe(office, "emil@x.edu", { papers: 3, hour: seven, timeZone: "Asia/Tokyo" });
  expect(await composeIn(office)).toMatchObject({ composed: 5 });
  const kept = await office.db.selectFrom("digest_contents").select("id").execute();
  expect(kept).toHaveLength(3);
  const [toDora] = await digestsTo(office, "dora@x.edu");
  expect(titlesIn(toDora?.text)).toHaveLength(3);
});

test("whoever changes from days to weeks waits for the end of the next week", async () => {
  const office = await openOffice(papersOf(today, 5));
  const id = await subscribe(office, ada, { hour: seven });
  expect(await composeDue(office, morning)).toEqual([`${ada} ${today}`]);
  const weekly: Wish = { frequency: "weekly", follows: [], hour: seven };
  await changeSubscription(office.db, { id, wish: weekly, now: morning });
  const later = new Date("2026-03-30T12:00:00Z");
  await savePapers(office.db, papersOf("2026-03-30", 2, 11), { now: later });
  expect(await composeDue(office, later)).toEqual([]);
  await savePapers(office.db, papersOf("2026-04-03", 2, 21), { now: later });
  expect(await composeDue(office, new Date("2026-04-03T12:00:00Z"))).toEqual([`${ada} 2026-W14`]);
});

test("a week whose Friday has no edition is over with its Thursday", async () => {
  // arXiv announces nothing on the evening of Thanksgiving.
  const thursday = "2026-11-26";
  const office = await openOffice(papersOf(thursday, 3));
  await subscribe(office, ada, { frequency: "weekly", hour: seven });
  expect(await composeDue(office, new Date(`${thursday}T06:00:00Z`))).toEqual([]);
  expect(await composeDue(office, new Date(`${thursday}T07:30:00Z`))).toEqual([`${ada} 2026-W48`]);
});

test("west of New York an edition comes on the evening before its day, to who wants it then", async () => {
  const office = await openOffice(papersOf(today, 3));
  office.letterhead.timeZone = "America/Los_Angeles";
  await subscribe(office, ada, { hour: 22 * 60, timeZone: "America/Los_Angeles" });
  // 22:00 on Thursday in Los Angeles.
  const now = new Date("2026-03-27T05:05:00Z");
  const composed: string[] = [];
  await composeIn(office, {
    dueOnly: true,
    now,
    today: dayIn("America/Los_Angeles", now),
    onComposed: ({ edition }) => composed.push(edition),
  });
  expect(composed).toEqual([today]);
});
