// Following: by buttons on other pages, on a page of its own, in why lines, and as a private feed.
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { form, manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { aReader } from "../../../fixtures/web-mail.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { follow, listFollows } from "../../community/follows.ts";
import { castVote } from "../../community/votes/votes.ts";
import { allColumns, lineOf, readLine } from "../../email/subscriptions/subscription-csv.ts";
import { findByAddress } from "../../email/subscriptions/subscriptions.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { parseFollowable } from "../../search/followable.ts";

function named(number: number, fields: Partial<PaperRecord>, day: Day = "2026-03-27") {
  return paper({ identifier: `arxiv:2603.0000${number}`, abstract: "", ...fields }, day);
}

const lists = named(1, { title: "Of lists" });
const gulls = named(2, { title: "Of gulls", authors: ["Mo Gull"], categories: ["q-bio.PE"] });
const older = named(3, { title: "Lists of old", authors: ["Amin Gohari"] }, "2026-03-20");

/** The rows of a page's list: days and titles, in order. */
function listIn(page: string): string[] {
  const main = page.slice(page.indexOf("<main"), page.indexOf("<aside"));
  const found = main.matchAll(/<time datetime="([\d-]+)"|class="title"[^>]*>([^<]+)</g);
  return [...found].map(([, day, title]) => day ?? title!);
}

test("an author is followed from a paper’s page, and their papers stand by day with the reason", async () => {
  const { web, read, given } = await webForTest({ papers: [lists, gulls, older] });
  const ada = await signInAs(given);
  const back = "/papers/2603.00001";
  const before = await read(back, { headers: ada.headers });
  expect(before).toContain("Follow its authors or categories");
  expect(before).toMatch(/aria-pressed="false">Follow <strong>Amin Gohari<\/strong>/);
  const fields = { follow: "1", kind: "author", value: "Amin Gohari", back };
  const answer = await web.request("/following", ada.form(fields));
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, back]);
  const after = await read(back, { headers: ada.headers });
  expect(after).toContain("You follow Amin Gohari");
  expect(after).toMatch(/aria-pressed="true">Following <strong>Amin Gohari<\/strong>/);
  expect(after).toMatch(/class="why-followed">you follow Amin Gohari</);
  const page = await read("/following", { headers: ada.headers });
  expect(listIn(page)).toEqual(["2026-03-27", "Of lists", "2026-03-20", "Lists of old"]);
  expect(page).toContain("2\u00a0papers match what you follow");
  expect(page.match(/you follow Amin Gohari/g)).toHaveLength(2);
  // Of the last seven days one.
  expect(page).toMatch(/title="1 announced in 7 days"/);
  const query = 'au:"Amin Gohari"';
  await web.request("/following", ada.form({ follow: "0", query, back }));
  expect(await read("/following", { headers: ada.headers })).toContain("You follow nothing yet.");
});

test("what is followed says so first on every list of its reader, and to nobody else", async () => {
  const { read, given, db } = await webForTest({ papers: [lists, gulls] });
  const ada = await signInAs(given);
  const mo = await signInAs(given, { name: "Mo" });
  const context = { categories: new Set<string>(), today: "2026-03-27" };
  for (const [kind, value] of [
    ["author", "Mo Gull"],
    ["category", "q-bio"],
    ["query", "gulls"],
  ] as const) {
    const what = parseFollowable({ kind, value }, context);
    await follow(actingAt(db, now), { reader: ada.reader.id, ...what });
  }
  for (const path of ["/", "/day/2026-03-27", "/sections/q-bio.PE", "/search?q=gulls"]) {
    const page = await read(path, { headers: ada.headers });
    expect(page.match(/you follow Mo Gull, q-bio, gulls</g)).toHaveLength(1);
    expect(await read(path, { headers: mo.headers })).not.toContain("you follow");
    expect(await read(path)).not.toContain("you follow");
  }
});

test("a phrase stands in quotes in the reason, and a word that most papers hold is told of", async () => {
  const others = manyPapers(8).map((each) => ({ ...each, abstract: "" }));
  const phrase = named(1, { title: "Folding of paper birds" });
  const { web, read, given } = await webForTest({ papers: [...others, phrase] });
  const ada = await signInAs(given);
  for (const value of ["paper birds", "paper", "birds"]) {
    await web.request("/following", ada.form({ follow: "1", kind: "word", value }));
    await web.request("/hidden", ada.form({ kind: "word", value }));
  }
  const page = await read("/following?hidden=shown", { headers: ada.headers });
  expect(page).toContain("you follow “paper birds”, paper, birds<");
  const told = /papers hold it/g;
  expect(page.match(told)).toHaveLength(1);
  expect(page).toMatch(/>paper<\/a><span[^>]*>9 papers hold it</);
  const hidden = await read("/hidden", { headers: ada.headers });
  expect(hidden.match(told)).toHaveLength(1);
  expect(hidden).toMatch(/<strong>paper<\/strong><span[^>]*>9 papers hold it</);
});

test("sections and searches are followed by a button, which leads strangers to the way in", async () => {
  const sections = [{ name: "Birds", address: "birds", query: "gulls OR terns" }];
  const { web, read, given, db } = await webForTest({ papers: [lists, gulls], sections });
  const ada = await signInAs(given);
  for (const [path, kind, value] of [
    ["/sections/cs.IT", "category", "cs.IT"],
    ["/sections/birds", "query", "gulls OR terns"],
    ["/search?q=lists", "query", "lists"],
  ] as const) {
    const next = `/sign-in?${new URLSearchParams({ next: path }).toString()}`;
    expect(await read(path)).toContain(`href="${next}"`);
    const page = await read(path, { headers: ada.headers });
    expect(page).toMatch(/<button class="follow" aria-pressed="false">Follow/);
    expect(page).toContain(`<input type="hidden" name="value" value="${value}"`);
    const fields = { follow: "1", kind, value, back: path };
    expect((await web.request("/following", ada.form(fields))).status).toBe(303);
    expect(await read(path, { headers: ada.headers })).toMatch(
      /<button class="follow" aria-pressed="true">Following/,
    );
  }
  expect(await listFollows(db, { reader: ada.reader.id })).toHaveLength(3);
  const wrong = await read("/search?q=has:nothing+lists", { headers: ada.headers });
  expect(wrong).not.toContain('class="follow"');
});

test("a form that cannot be followed says why beside its field and keeps what was typed", async () => {
  const { web, given } = await webForTest({ papers: [lists] });
  const ada = await signInAs(given);
  const fields = { follow: "1", kind: "category", value: 'cs."NOPE' };
  const answer = await web.request("/following", ada.form(fields));
  expect(answer.status).toBe(400);
  const page = await answer.text();
  expect(page).toMatch(/id="value-error" role="alert">.*There is no category/);
  expect(page).toContain('value="cs.&quot;NOPE"');
  expect(page).toMatch(/<option value="category" selected/);
  expect(page).toContain('aria-describedby="value-error value-hint"');
});

test("strangers are led to the way in, and nothing is followed by a stranger’s form", async () => {
  const { web, db, read } = await webForTest({ papers: [lists] });
  const answer = await web.request("/following");
  expect(await read("/robots.txt")).toContain("Disallow: /following\n");
  expect(answer.headers.get("Location")).toBe("/sign-in?next=%2Ffollowing");
  const fields = { follow: "1", kind: "author", value: "Amin Gohari" };
  expect((await web.request("/following", form(fields))).status).toBe(401);
  expect(await db.selectFrom("follows").selectAll().execute()).toEqual([]);
});

test("whoever follows nothing is told how, and offered the categories of their votes", async () => {
  const { read, given, db } = await webForTest({ papers: [lists, gulls] });
  const ada = await signInAs(given);
  const { id } = await db
    .selectFrom("papers")
    .select("id")
    .where("title", "=", "Of gulls")
    .executeTakeFirstOrThrow();
  await castVote(db, { paper: id, reader: ada.reader.id, up: true, now });
  const page = await read("/following", { headers: ada.headers });
  expect(page).toContain("You vote most for papers in these:");
  expect(page).toMatch(/value="q-bio.PE"/);
  expect(page).not.toMatch(/value="cs.IT"/);
});

test("a long list has pages, within a day in the order of its votes", async () => {
  const { read, given, db, web } = await webForTest({
    papers: [
      ...manyPapers(60),
      ...manyPapers(2, "2026-03-26").map((each, index) => ({
        ...each,
        identifier: `arxiv:2602.0000${index}` as const,
        title: `Older ${index + 1}`,
      })),
    ],
  });
  const ada = await signInAs(given);
  const what = { kind: "category" as const, value: "cs.CV", query: "cat:cs.CV" };
  await follow(actingAt(db, now), { reader: ada.reader.id, ...what });
  const { id } = await db
    .selectFrom("papers")
    .select("id")
    .where("title", "=", "Paper 55")
    .executeTakeFirstOrThrow();
  await castVote(db, { paper: id, reader: ada.reader.id, up: true, now });
  const first = listIn(await read("/following", { headers: ada.headers }));
  expect(first.slice(0, 3)).toEqual(["2026-03-27", "Paper 55", "Paper 1"]);
  expect(first).toHaveLength(51);
  const second = await read("/following?page=2", { headers: ada.headers });
  expect(listIn(second)).toHaveLength(14);
  expect(listIn(second)[0]).toBe("2026-03-27");
  expect(listIn(second).slice(-3)).toEqual(["2026-03-26", "Older 2", "Older 1"]);
  expect(second).toContain("Papers 51 to 62 of 62");
  expect((await web.request("/following?page=3", { headers: ada.headers })).status).toBe(404);
});

test("the feed is at a private address, which its reader can change", async () => {
  const { web, read, given, db } = await webForTest({
    papers: [lists, gulls, older],
    settings: { PRIVATE: "yes" },
  });
  const ada = await signInAs(given);
  const what = { kind: "author" as const, value: "Amin Gohari", query: 'au:"Amin Gohari"' };
  await follow(actingAt(db, now), { reader: ada.reader.id, ...what });
  const address = async () =>
    /href="(\/following\/[^"]+\/feed)"/.exec(
      await read("/following", { headers: ada.headers }),
    )![1]!;
  const feed = await address();
  const answer = await web.request(feed);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/atom+xml; charset=utf-8",
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  });
  const atom = await answer.text();
  expect([...atom.matchAll(/<title>([^<]+)<\/title>/g)].map((each) => each[1])).toEqual([
    "Following · Broadsheet",
    "Of lists",
    "Lists of old",
  ]);
  expect(atom).toContain("Why: you follow Amin Gohari · no votes yet");
  const known = { "If-None-Match": answer.headers.get("ETag")! };
  expect((await web.request(feed, { headers: known })).status).toBe(304);
  const json = (await (await web.request(`${feed}.json`)).json()) as { items: unknown[] };
  expect(json.items).toHaveLength(2);
  // It opens nothing else, and no other one opens it.
  expect((await web.request("/following", { headers: { Cookie: feed } })).status).toBe(303);
  expect((await web.request(feed.replace(/\d+\./, "9."))).status).toBe(404);
  const renewed = await web.request("/following/renew", ada.form());
  expect(renewed.headers.get("Location")).toBe("/following?renewed#elsewhere");
  expect((await web.request(feed)).status).toBe(404);
  expect((await web.request(await address())).status).toBe(200);
});

test("what an account follows is subscribed to at its own address, by its reader alone", async () => {
  const { web, read, given, db } = await webForTest({ papers: [lists] });
  const ada = await signInAs(given);
  expect(await read("/subscribe?following=1")).not.toMatch(/type="checkbox" name="following"/);
  const page = await read("/subscribe?following=1", { headers: ada.headers });
  expect(page).toMatch(/type="checkbox" name="following" value="1" checked/);
  expect(page).toContain('value="ada@university.edu"');
  const wish = { frequency: "daily", following: "1", address: "ada@university.edu" };
  const asked = async () => (await db.selectFrom("wishes").select("wish").execute()).at(-1)?.wish;
  expect((await web.request("/subscribe", form(wish))).status).toBe(400);
  const elsewhere = await web.request("/subscribe", ada.form({ ...wish, address: "ben@x.org" }));
  expect(elsewhere.status).toBe(400);
  expect(await elsewhere.text()).toContain("the address of your account alone, ada@university.edu");
  expect(await asked()).toBeUndefined();
  expect((await web.request("/subscribe", ada.form(wish))).status).toBe(200);
  expect(await asked()).toContain('"follows":[{"following":true}]');
});

test("whoever holds a letter’s link cannot learn by it what its reader follows", async () => {
  const test = await webForTest({ papers: [lists] });
  const { web, given, db } = test;
  const { manage } = await aReader(test);
  const ada = await signInAs(given);
  const what = { kind: "author" as const, value: "Amin Gohari", query: 'au:"Amin Gohari"' };
  await follow(actingAt(db, now), { reader: ada.reader.id, ...what });
  const wish = { frequency: "alert", following: "1", hour: "07:00", zone: "UTC" };
  const preview = `${manage}/preview?${new URLSearchParams(wish).toString()}`;
  expect((await web.request(preview)).status).toBe(400);
  const refused = await web.request(manage, form(wish));
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("sign in as ada@university.edu first");
  expect((await web.request(manage, ada.form(wish))).status).toBe(303);
  const letter = await (await web.request(preview, { headers: ada.headers })).text();
  expect(letter).toContain("you follow Amin Gohari");
  const subscription = await findByAddress(db, "ada@university.edu");
  const listed = { ...subscription!, createdAt: now.toISOString(), unsubscribedAt: undefined };
  // A list takes it out and in again.
  const [values = []] = parse(lineOf(listed, { all: true })) as string[][];
  const line = new Map(allColumns.map((name, index) => [name, values[index] ?? ""]));
  const context = { saved: [], categories: new Set<string>(), today: "2026-03-27" };
  expect(readLine(line, context).candidate?.wish.follows).toEqual([{ following: true }]);
});
