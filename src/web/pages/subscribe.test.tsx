import { expect, test } from "vitest";
import { endSubscription, requestSubscription } from "../../email/subscriptions/subscriptions.ts";
import type { Wish } from "../../email/subscriptions/wish.ts";
import { suppress } from "../../email/subscriptions/suppression.ts";
import { lettersTo, plainWish, tokenFor } from "../../../fixtures/mail-office.ts";
import { aReader, dump, officeOf } from "../../../fixtures/web-mail.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, nobodysToken, now, paper, secret, webForTest } from "../../../fixtures/web.ts";

const address = "ada@university.edu";
const sections = [
  { name: "Robot learning", address: "robot-learning", query: "cat:cs.RO learning" },
];

test("the box stands on every page", async () => {
  const { read } = await webForTest({ papers: [paper()] });
  for (const path of [
    "/",
    "/papers/2603.25280",
    "/search?q=list",
    "/search",
    "/sections",
    "/settings",
    "/ranking",
    "/subscribe",
    "/day/2026-03-28",
    "/nowhere",
  ]) {
    expect(await read(path)).toContain("Get trending papers in your email inbox!");
  }
});

test("a link in the letter leads to a button, and only the button subscribes", async () => {
  const test = await webForTest();
  const { web, db, outboxChanges, read } = test;
  const asked = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu", frequency: "weekly" }),
  );
  expect(await asked.text()).toContain("One more step.");
  expect(outboxChanges()).toBe(1);
  const confirm = `/confirm/${await tokenFor(officeOf(test), address, "confirm")}`;
  const status = async () =>
    await db.selectFrom("subscriptions").select(["status", "frequency"]).executeTakeFirstOrThrow();

  const page = await read(confirm);
  expect(page).toContain("ada@university.edu");
  expect(page).toMatch(/<form method="post" action="\/confirm\//);
  await web.request(confirm, { method: "HEAD" });
  expect((await status()).status).toBe("pending");

  const confirmed = await web.request(confirm, form({}, { Origin: "null" }));
  expect(await confirmed.text()).toContain("You are subscribed.");
  expect(await status()).toEqual({ status: "confirmed", frequency: "weekly" });
  expect((await web.request(confirm, form({}))).status).toBe(200);
});

test("pages behind a link of a letter tell no other site where they are", async () => {
  const { web } = await webForTest();
  const response = await web.request("/confirm/none");
  expect(response.status).toBe(404);
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await response.text()).toContain("This link does not work any more.");
});

test("a malformed address comes back with a sentence", async () => {
  const { web, db } = await webForTest();
  const response = await web.request("/subscribe", form({ address: "ada at university" }));
  const page = await response.text();
  expect(response.status).toBe(400);
  expect(page).toContain('value="ada at university"');
  expect(page).toMatch(/class="error" id="subscribe-error" role="alert"/);
  const answer = await web.request(
    "/subscribe",
    form({ address: "" }, { Accept: "application/json" }),
  );
  expect(answer.status).toBe(400);
  expect(await answer.json()).toHaveProperty("error");
  expect(await db.selectFrom("outbox").selectAll().execute()).toEqual([]);
});

test("the answer does not tell who is subscribed, or was, or cannot be reached", async () => {
  const test = await webForTest({ sections });
  const { db, read } = test;
  const { keeper, letterhead } = officeOf(test);
  const people = ["new", "pending", "confirmed", "left", "bounced"].map((each) => `${each}@a.edu`);
  await requestSubscription(db, { address: people[1]!, wish: plainWish, letterhead, now });
  await aReader(test, {}, people[2]);
  const left = await aReader(test, {}, people[3]);
  await aReader(test, {}, people[4]);
  await endSubscription(db, keeper, { id: left.id, addressKey: left.address, now });
  await suppress(db, keeper, { addressKey: people[4]!, reason: "hard", now });
  for (const fields of [{}, { frequency: "alert", q: "gulls", length: "8 papers" }]) {
    for (const headers of [{}, { Accept: "application/json" }]) {
      const answers = new Set<string>();
      for (const each of people) {
        // More than three letters in a day do not go out, and that is not told either.
        const answer = await read("/subscribe", form({ address: each, ...fields }, headers));
        answers.add(answer.replaceAll(each, "somebody"));
      }
      expect(answers.size).toBe(1);
    }
  }
});

test.each([
  ["folder", "written to the folder “mail”"],
  ["held", "SITE_URL is this site’s public address"],
] as const)("the answer says so when mail does not leave: %s", async (mail, note) => {
  const { web } = await webForTest({ mailState: () => mail });
  const response = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu" }, { Accept: "application/json" }),
  );
  expect(((await response.json()) as { note: string }).note).toContain(note);
});

test("another site cannot subscribe anyone", async () => {
  const { web, db } = await webForTest();
  const response = await web.request(
    "/subscribe",
    form({ address: "ada@university.edu" }, { Origin: "https://evil.example" }),
  );
  expect(response.status).toBe(403);
  expect(await db.selectFrom("subscriptions").selectAll().execute()).toEqual([]);
});

test("the twenty-first wish within an hour has to wait, by client address behind a trusted proxy", async () => {
  const { web } = await webForTest();
  for (let i = 0; i < 20; i++)
    await web.request("/subscribe", form({ address: `reader${i}@university.edu` }));
  const response = await web.request("/subscribe", form({ address: "late@university.edu" }));
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(60);
});

test("the page has the whole form, filled in by the link that leads to it", async () => {
  const { read } = await webForTest({ sections, settings: { TIME_ZONE: "Europe/Berlin" } });
  const plain = await read("/subscribe");
  expect(plain).toContain("Robot learning");
  expect(plain).toContain("Computer vision (cs.CV)");
  expect(plain).toMatch(/value="daily" checked=""/);
  expect(plain).toContain('name="hour" value="07:00"');
  expect(plain).toMatch(/<option value="Europe\/Berlin" selected="">Berlin<\/option>/);
  expect(plain).toContain('href="/search/help"');

  const search = await read(`/subscribe?${new URLSearchParams({ q: 'au:"Yue Liao" <b>' })}`);
  expect(search).toContain('value="au:&quot;Yue Liao&quot; &lt;b&gt;"');
  expect(search).toMatch(/value="alert" checked=""/);
  expect(search).not.toContain("<b>");

  const section = await read("/subscribe?section=robot-learning&section=math.CO&section=no_such");
  expect(section).toMatch(/value="robot-learning" checked=""/);
  expect(section).toMatch(/value="math.CO" checked=""/);
  expect(section).not.toContain("no_such");
});

test("what the whole form says is what is asked for", async () => {
  const test = await webForTest({ sections });
  const body = new URLSearchParams([
    ["token", nobodysToken(secret)],
    ["address", address],
    ["frequency", "alert"],
    ["section", "robot-learning"],
    ["q", "gulls"],
    ["q", ""],
    ["length", "15 minutes"],
    ["hour", "06:15"],
    ["zone", "Asia/Tokyo"],
  ]);
  const asked = await test.read("/subscribe", { ...form({}), body: body.toString() });
  expect(asked).toContain("One more step.");
  const { wish } = await test.db.selectFrom("wishes").select("wish").executeTakeFirstOrThrow();
  expect(JSON.parse(wish)).toEqual({
    frequency: "alert",
    follows: [{ section: "robot-learning" }, { query: "gulls" }],
    minutes: 15,
    hour: 375,
    timeZone: "Asia/Tokyo",
  });
});

test.each([
  ["address", "ada at university", "has no @"],
  ["frequency", "hourly", "Letters come daily, weekly, or as an alert."],
  ["frequency", "alert", "An alert needs something to look for"],
  ["section", "robot-lerning", "There is no section “robot-lerning”."],
  ["section", "cs.XX", "There is no section “cs.XX”."],
  ["section", "no_such", "There is no section “no_such”."],
  ["q", "gulls on:20x6", "In the search “gulls on:20x6”"],
  ["length", "999 papers", "A letter has 1 to 50 papers"],
  ["hour", "noon", "The hour is a time such as 07:00."],
  ["zone", "Mars/Phobos", "There is no time zone “Mars/Phobos”"],
])("a wrong %s, “%s”, is told at its place and nothing is sent", async (field, value, sentence) => {
  const { web, db } = await webForTest();
  const asked = { address, frequency: "daily", hour: "07:00", zone: "UTC", [field]: value };
  const response = await web.request("/subscribe", form(asked));
  const page = await response.text();
  expect(response.status).toBe(400);
  expect(page).toContain(sentence);
  expect(page).toContain(`value="${asked.address}"`);
  const json = await web.request("/subscribe", form(asked, { Accept: "application/json" }));
  expect([json.status, await json.json()]).toEqual([
    400,
    { error: expect.stringContaining(sentence) as string },
  ]);
  expect(await db.selectFrom("outbox").selectAll().execute()).toEqual([]);
  expect(await db.selectFrom("subscriptions").selectAll().execute()).toEqual([]);
});

test("the preview shows the letter without sending or keeping anything, not even the address", async () => {
  const { web, db, read } = await webForTest({ papers: [paper()], sections });
  const before = await dump(db);
  const fields = { address, frequency: "daily", q: "estimation", hour: "07:00", zone: "UTC" };
  const asked = await web.request("/subscribe/preview", form(fields));
  const at = asked.headers.get("Location")!;
  expect([asked.status, at]).toEqual([
    303,
    "/subscribe/preview?frequency=daily&q=estimation&hour=07%3A00&zone=UTC",
  ]);
  const letter = await web.request(at);
  expect(await letter.text()).toContain("List Estimation");
  expect(letter.headers.get("Content-Security-Policy")).toContain("sandbox");
  expect(letter.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await read(`${at}&text`)).toContain("1. List Estimation");
  expect(await read("/subscribe/preview?frequency=alert&q=xylophone")).toContain(
    "The newest edition would bring you no letter.",
  );

  // Nobody needs an address to look; what is wrong with the rest is told in the form.
  expect((await web.request("/subscribe/preview", form({ frequency: "weekly" }))).status).toBe(303);
  const wrong = await web.request("/subscribe/preview", form({ address, length: "ten" }));
  const page = await wrong.text();
  expect(wrong.status).toBe(400);
  expect(page).toContain("A letter has 1 to 50 papers");
  expect(page).toContain(`value="${address}"`);
  expect((await web.request("/subscribe/preview?length=ten")).status).toBe(400);
  expect(await dump(db)).toBe(before);
});

test("a search and a section lead to being followed by mail", async () => {
  const { read } = await webForTest({ papers: [paper()], sections });
  expect(await read("/search?q=list+has:code")).toContain('href="/subscribe?q=list+has%3Acode"');
  expect(await read("/sections")).toContain('href="/subscribe?section=robot-learning"');
  expect(await read("/sections/cs.IT")).toContain('href="/subscribe?section=cs.IT"');
});

test("search engines are kept from what is personal", async () => {
  const { read } = await webForTest();
  const robots = await read("/robots.txt");
  for (const path of ["/subscription/", "/letters/", "/subscribe/preview", "/unsubscribe/"]) {
    expect(robots).toContain(`Disallow: ${path}\n`);
  }
});

test("a section of papers that are here may be followed, whoever named it", async () => {
  const { read } = await webForTest({ papers: [paper({ categories: ["tides.deep"] })] });
  const page = await read("/subscribe?section=tides.deep&section=tides.shallow");
  expect(page).toMatch(/value="tides.deep" checked=""/);
  expect(page).not.toContain("tides.shallow");
  expect(await read("/subscribe", form({ address, section: "tides.deep" }))).toContain(
    "One more step.",
  );
});

test("the form says on which days letters come, and places have the names of today", async () => {
  const { read } = await webForTest();
  expect(await read("/subscribe?hour=07:00&zone=Europe/Berlin")).toContain("Monday to Friday,");
  expect(await read("/subscribe?hour=06:00&zone=Asia/Tokyo")).toContain("Tuesday to Saturday,");
  const page = await read("/subscribe?hour=07:00&zone=Asia/Kolkata");
  expect(page).toContain('<option value="Asia/Kolkata" selected="">Kolkata</option>');
  for (const name of ["Kyiv", "Ho Chi Minh", "Yangon", "Nuuk"]) expect(page).toContain(`>${name}<`);
  expect(page).not.toMatch(/>(Kiev|Saigon|Calcutta|Rangoon|Godthab)</);
});

test("the button behind “Never write to this address again” holds against whoever asks", async () => {
  const test = await webForTest();
  const ask = async () => await test.read("/subscribe", form({ address }));
  const answer = await ask();
  const [mail] = await lettersTo(officeOf(test));
  const text = Buffer.from(mail!).toString().replaceAll("=\r\n", "");
  expect(text).toContain("Never write to this address again");
  const path = `/never/${/\/never\/([\w.-]+)/.exec(text)![1]!}`;
  const before = await dump(test.db);
  const opened = await test.web.request(path);
  expect(await opened.text()).toContain('<meta name="robots" content="noindex"/>');
  expect(opened.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await dump(test.db)).toBe(before);
  expect((await test.web.request(`${path}x`, form({}))).status).toBe(404);
  expect(await test.read(path, form({}, { Origin: "null" }))).toContain(
    "Nothing is written to you",
  );
  expect(await ask()).toBe(answer);
  const states = await test.db.selectFrom("outbox").select("state").execute();
  expect(states.map(({ state }) => state)).toEqual(["suppressed", "suppressed"]);
});

test("the box gives a reader who subscribes the account’s own address what is followed, nobody else", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given);
  const own = ada.reader.address;
  const wishes = async () => {
    const rows = await test.db.selectFrom("wishes").select("wish").orderBy("id").execute();
    return rows.map(({ wish }) => (JSON.parse(wish) as Wish).follows);
  };
  const box = (to: string) => ({ address: to, frequency: "daily" });
  await test.web.request("/subscribe", ada.form(box(own.toUpperCase())));
  await test.web.request("/subscribe", ada.form(box("somebody@university.edu")));
  await test.web.request("/subscribe", form(box(own)));
  // The long form says so.
  await test.web.request("/subscribe", ada.form({ ...box(own), hour: "07:00", zone: "UTC" }));
  expect(await wishes()).toEqual([[{ following: true }], [], [], []]);
  const page = await test.read("/subscribe", { headers: ada.headers });
  expect(page).toMatch(/name="following" value="1" checked/);
  expect(page).toContain(`value="${own}"`);
  expect(await test.read("/subscribe")).not.toContain('name="following"');
});

test("the settings and the page of what is followed tell of the letters, and lead to them", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given);
  const { headers, reader } = ada;
  await test.web.request(
    "/following",
    ada.form({ follow: "1", kind: "author", value: "Maria Goeppert Mayer" }),
  );
  const letters = async () =>
    /id="letters"[\s\S]*?<\/div><p class="letters-links">[\s\S]*?<\/p>/.exec(
      await test.read("/settings", { headers }),
    )?.[0] ?? "";
  const following = async () => await test.read("/following", { headers });
  expect(await letters()).toMatch(/none[\s\S]*href="\/subscribe\?following=1"/);
  expect(await following()).toMatch(/href="\/subscribe\?following=1">By email/);
  await test.web.request("/subscribe", ada.form({ address: reader.address, frequency: "daily" }));
  expect(await letters()).toContain(`press the button in the letter to ${reader.address}`);
  expect(await following()).toMatch(/>By email/);
  const office = officeOf(test);
  const confirm = `/confirm/${await tokenFor(office, reader.address, "confirm")}`;
  await test.web.request(confirm, form({}));
  expect(await letters()).toMatch(/weekdays at 07:00, UTC; what you follow stands first/);
  const [, manage = ""] = /href="(\/subscription\/[^"]+)">your letters/.exec(await following())!;
  expect(await test.read(manage)).toContain("Your subscription");
  const row = await letters();
  expect(row).toContain(`href="${manage}#pause"`);
  const [, leave = ""] = /href="(\/unsubscribe\/[^"]+)">Leave/.exec(row)!;
  expect((await test.web.request(leave, form({}))).status).toBe(200);
  expect(await letters()).toMatch(/none/);
  // An address that nobody proved is nobody's.
  await test.db.updateTable("subscriptions").set({ status: "confirmed" }).execute();
  await test.db.updateTable("readers").set({ email_verified: 0 }).execute();
  expect(await letters()).not.toContain("/subscription/");
});
