import { expect, test } from "vitest";
import { likeLess, listLessLike } from "../../email/subscriptions/less-like.ts";
import { endSubscription, requestSubscription } from "../../email/subscriptions/subscriptions.ts";
import { suppress } from "../../email/subscriptions/suppression.ts";
import { composeIn, plainWish } from "../../../fixtures/mail-office.ts";
import {
  aReader,
  dump,
  officeOf,
  readerAt,
  wishOfReader,
  type Reader,
} from "../../../fixtures/web-mail.ts";
import { form, manyPapers, now, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";

const sections = [
  { name: "Robot learning", address: "robot-learning", query: "cat:cs.RO learning" },
];
const papers = [
  paper(),
  paper({
    identifier: "arxiv:2603.25001",
    title: "Gulls as Weather Stations",
    categories: ["cs.RO"],
  }),
];

/** A form that says the same as the plain wish. */
const plainForm = { frequency: "daily", length: "", hour: "07:00", zone: "UTC" };

async function save({ web }: TestWeb, { manage }: Reader, fields: Record<string, string>) {
  return await web.request(manage, form({ ...plainForm, ...fields }, { Origin: "null" }));
}

test("the page says who gets what since when, and when the next letter comes", async () => {
  const test = await webForTest({ papers, sections, settings: { TIME_ZONE: "Europe/Berlin" } });
  const { manage } = await aReader(test, {
    follows: [{ section: "robot-learning" }, { section: "math.CO" }, { query: "gulls has:code" }],
    minutes: 10,
    hour: 450,
    timeZone: "Europe/Berlin",
  });
  const before = await test.read(manage);
  expect(before).toMatch(/The next letter comes within minutes, with the newest edition/);
  await composeIn(officeOf(test));
  const page = await test.read(manage);
  expect(page).toContain("ada@university.edu");
  expect(page).toContain("since 26 March 2026");
  // Friday has passed at 10:30 in Berlin; there is no edition at the weekend.
  expect(page).toMatch(/The next letter comes on Monday.30.March at 07:30, Berlin time\./);
  expect(page).toMatch(/<input type="radio" name="frequency" value="daily" checked=""/);
  expect(page).toMatch(/name="section" value="robot-learning" checked=""/);
  expect(page).toMatch(/name="section" value="math.CO" checked=""/);
  expect(page).toMatch(/name="section" value="cs.CL"\/>/);
  expect(page).toContain('name="q" value="gulls has:code"');
  expect(page).toMatch(/<option value="10 minutes" selected="">/);
  expect(page).toContain('name="hour" value="07:30"');
  expect(page).toMatch(/<option value="Europe\/Berlin" selected="">/);
});

test("what the form says is saved, and what is usual here stays the instance’s to decide", async () => {
  const test = await webForTest({ papers, sections });
  const reader = await aReader(test);
  const body = new URLSearchParams([
    ["frequency", "weekly"],
    ["section", "robot-learning"],
    ["section", "cs.CV"],
    ["q", "  gulls weather "],
    ["q", ""],
    ["length", "8 papers"],
    ["hour", "19:30"],
    ["zone", "America/New_York"],
  ]);
  const saved = await test.web.request(reader.manage, {
    ...form({}),
    body: body.toString(),
  });
  expect([saved.status, saved.headers.get("Location")]).toEqual([303, `${reader.manage}?saved`]);
  expect(await wishOfReader(test, reader)).toEqual({
    frequency: "weekly",
    follows: [{ section: "robot-learning" }, { section: "cs.CV" }, { query: "gulls weather" }],
    papers: 8,
    minutes: undefined,
    hour: 19 * 60 + 30,
    timeZone: "America/New_York",
  });
  expect(await test.read(`${reader.manage}?saved`)).toContain("Saved.");

  await save(test, reader, {});
  expect(await wishOfReader(test, reader)).toEqual({
    ...plainWish,
    papers: undefined,
    minutes: undefined,
    hour: undefined,
    timeZone: undefined,
  });
});

test.each([
  ["frequency", "hourly", "Letters come daily, weekly, or as an alert."],
  ["frequency", "alert", "An alert needs something to look for"],
  ["section", "../etc", "There is no section “../etc”."],
  ["section", "no_such", "There is no section “no_such”."],
  ["q", "on:20x6", "looks for nothing"],
  ["q", "gulls on:20x6", "In the search “gulls on:20x6”, at “on:20x6”"],
  ["q", "g".repeat(301), "at most 300 characters"],
  ["length", "ten", "A letter has 1 to 50 papers, or takes 1 to 60 minutes."],
  ["length", "51 papers", "A letter has 1 to 50 papers, or takes 1 to 60 minutes."],
  ["length", "0 minutes", "A letter has 1 to 50 papers, or takes 1 to 60 minutes."],
  ["hour", "25:00", "The hour is a time such as 07:00."],
  ["hour", "<b>", "The hour is a time such as 07:00."],
  ["zone", "Mars/Phobos", "There is no time zone “Mars/Phobos”"],
])("%s %s is told at its place, and nothing is saved", async (field, value, sentence) => {
  const test = await webForTest({ sections });
  const reader = await aReader(test);
  const before = await dump(test.db);
  const response = await save(test, reader, { [field]: value });
  const page = await response.text();
  expect(response.status).toBe(400);
  expect(page).toContain(sentence);
  expect(page).toMatch(/class="error" id="fault-\w+"/);
  expect(page).not.toContain("<b>");
  expect(await dump(test.db)).toBe(before);
  const preview = await test.web.request(
    `${reader.manage}/preview?${new URLSearchParams({ ...plainForm, [field]: value }).toString()}`,
  );
  expect(preview.status).toBe(400);
  expect(await preview.text()).toContain(sentence);
});

test("more than a subscription can follow is told, and so is a form of nonsense", async () => {
  const test = await webForTest();
  const reader = await aReader(test);
  for (const many of [30, 5000]) {
    const body = new URLSearchParams([["frequency", "daily"]]);
    for (let i = 0; i < many; i++) body.append("q", `gull${i}`);
    const response = await test.web.request(reader.manage, {
      ...form({}),
      body: body.toString(),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("follows 20 sections and searches at most");
  }
  const nonsense = new FormData();
  nonsense.set("frequency", new File(["x"], "x.txt"));
  expect((await test.web.request(reader.manage, { method: "POST", body: nonsense })).status).toBe(
    303,
  );
});

test("a letter of the newest edition is shown as it would come, saved or not", async () => {
  const test = await webForTest({ papers, sections });
  const reader = await aReader(test, { follows: [{ query: "gulls" }], frequency: "alert" });
  const saved = await test.web.request(`${reader.manage}/preview`);
  const html = await saved.text();
  expect(html).toContain("Gulls as Weather Stations");
  expect(html).not.toContain("List Estimation");
  // Its links lead out of the frame in which it is shown.
  expect(html).toContain('<head><base target="_top"/>');
  expect(Object.fromEntries(saved.headers)).toMatchObject({
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; sandbox allow-top-navigation-by-user-activation allow-popups; base-uri 'none'; frame-ancestors 'self'",
    "cross-origin-opener-policy": "unsafe-none",
    "cache-control": "private, no-store",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
  });
  const tried = await test.read(
    `${reader.manage}/preview?${new URLSearchParams({ ...plainForm, q: "estimation" }).toString()}`,
  );
  expect(tried.indexOf("List Estimation")).toBeLessThan(tried.indexOf("Gulls as Weather Stations"));
  expect((await wishOfReader(test, reader)).frequency).toBe("alert");

  const text = await test.web.request(`${reader.manage}/preview?text`);
  expect(text.headers.get("Content-Type")).toMatch(/^text\/plain/);
  expect(await text.text()).toContain("1. Gulls as Weather Stations");
});

test("where there would be no letter, a page says why and what to do", async () => {
  const test = await webForTest();
  const reader = await aReader(test);
  const empty = await test.read(`${reader.manage}/preview`);
  expect(empty).toContain("There is no edition yet.");
  expect(empty).toContain("Skip to the content");

  const full = await webForTest({ papers });
  const other = await aReader(full, { frequency: "alert", follows: [{ query: "xylophone" }] });
  expect(await full.read(`${other.manage}/preview`)).toContain(
    "The newest edition would bring you no letter.",
  );
  const framed = await full.web.request(`${other.manage}/preview?framed`);
  expect(framed.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'self'");
  expect(await framed.text()).not.toContain('<header class="inner-header">');
});

test("the page alone may frame the preview, and nobody may frame the page", async () => {
  const test = await webForTest({ papers });
  const { manage } = await aReader(test);
  const { headers } = await test.web.request(manage);
  expect(headers.get("Content-Security-Policy")).toContain("frame-src 'self'");
  expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("Set-Cookie")).toBeNull();
});

test.each([
  ["week", "Paused until Friday 3 April. The next letter comes on Friday 3 April at 07:00, UTC."],
  [
    "month",
    "Paused until Sunday 26 April. The next letter comes on Monday 27 April at 07:00, UTC.",
  ],
  ["open", "Paused until you say so; nothing comes meanwhile. </p>"],
])("a pause (%s) is said, and ends by a button", async (length, sentence) => {
  const test = await webForTest({ papers });
  const reader = await aReader(test);
  const pause = `${reader.manage}/pause`;
  const paused = await test.web.request(pause, form({ for: length }, { Origin: "null" }));
  expect([paused.status, paused.headers.get("Location")]).toEqual([303, `${reader.manage}?paused`]);
  const page = await test.read(reader.manage);
  expect(page.replaceAll("\u00a0", " ")).toContain(sentence);
  expect(page).toContain("Resume");
  expect((await composeIn(officeOf(test))).composed).toBe(0);

  await test.web.request(pause, form({ for: "none" }));
  expect(await test.read(reader.manage)).not.toContain("Paused");
  expect((await composeIn(officeOf(test))).composed).toBe(1);
});

test("a pause of another length is refused; the link to it leads to its buttons", async () => {
  const test = await webForTest();
  const { manage } = await aReader(test);
  const refused = await test.web.request(`${manage}/pause`, form({ for: "year" }));
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("A pause lasts a week, a month, or until you say so.");
  const link = await test.web.request(`${manage}/pause`);
  expect(link.headers.get("Location")).toBe(`${manage}#pause`);
});

test("less like a paper is asked, done by a button, listed, and taken back", async () => {
  const test = await webForTest({ papers });
  const { manage } = await aReader(test);
  const less = `${manage}/less/2603.25001`;
  const asked = await test.read(less);
  expect(asked).toContain("Less like this?");
  expect(asked).toContain("Gulls as Weather Stations");

  const done = await test.web.request(less, form({ less: "yes" }, { Origin: "null" }));
  expect([done.status, done.headers.get("Location")]).toEqual([303, less]);
  expect(await test.read(less)).toContain("Less like this, from now on.");
  await test.web.request(less, form({ less: "yes" }));
  expect(await test.db.selectFrom("less_like").select("paper_id").execute()).toHaveLength(1);
  expect(await test.read(manage)).toMatch(
    /Papers like this one stand lower in your letters\..*Gulls as Weather Stations.*Undo/s,
  );

  const undone = await test.web.request(less, form({ less: "no", back: "subscription" }));
  expect(undone.headers.get("Location")).toBe(`${manage}?undone`);
  expect(await test.read(manage)).toContain("can be taken back.");
  expect(await test.read(less)).toContain("Less like this?");
});

test("less like a paper that is not here, and less than yes or no", async () => {
  const test = await webForTest({ papers });
  const { manage } = await aReader(test);
  for (const name of ["2603.99999", "hep-th/9901001", "%00", "nonsense"]) {
    for (const init of [undefined, form({ less: "yes" })]) {
      const response = await test.web.request(`${manage}/less/${name}`, init);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("This paper is not here any more.");
    }
  }
  expect((await test.web.request(`${manage}/less/2603.25001`, form({}))).status).toBe(400);
  expect(await test.db.selectFrom("less_like").selectAll().execute()).toEqual([]);
});

test("opening any of the pages changes nothing, whoever opens them and however often", async () => {
  const test = await webForTest({ papers, sections });
  const reader = await aReader(test, { follows: [{ query: "gulls" }] });
  await likeLess(test.db, { subscription: reader.id, paper: 1, now });
  await composeIn(officeOf(test));
  const { manage, leave, letters } = reader;
  const before = await dump(test.db);
  for (const path of [
    manage,
    `${manage}?saved`,
    `${manage}/preview`,
    `${manage}/preview?frequency=weekly`,
    `${manage}/pause`,
    `${manage}/pause?for=month`,
    `${manage}/less/2603.25001`,
    `${manage}/less/2603.25001?less=yes`,
    leave,
    letters,
    `${letters}/2026-03-27`,
    "/subscribe?q=gulls&address=ada@university.edu",
    "/subscribe/preview?frequency=daily",
  ]) {
    for (const method of ["GET", "HEAD"]) {
      const response = await test.web.request(path, { method });
      expect({ path, isWell: response.status < 400 }).toEqual({ path, isWell: true });
      expect(response.headers.get("Set-Cookie")).toBeNull();
    }
  }
  expect(await dump(test.db)).toBe(before);
});

test("another site cannot press any of the buttons", async () => {
  const test = await webForTest({ papers });
  const { manage } = await aReader(test);
  const before = await dump(test.db);
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null", "Sec-Fetch-Site": "cross-site" },
  ]) {
    for (const [path, fields] of [
      [manage, { ...plainForm, frequency: "weekly" }],
      [`${manage}/pause`, { for: "open" }],
      [`${manage}/less/2603.25001`, { less: "yes" }],
    ] as const) {
      const response = await test.web.request(path, form(fields, headers));
      expect(response.status).toBe(403);
    }
  }
  expect(await dump(test.db)).toBe(before);
});

test("a link that was cut, tampered with, or made for something else opens nothing", async () => {
  const test = await webForTest({ papers });
  const { manage, leave, letters } = await aReader(test);
  await aReader(test, {}, "ben@university.edu");
  const before = await dump(test.db);
  const token = manage.split("/").at(-1)!;
  const others = [leave, letters].map((each) => each.split("/").at(-1)!);
  const wrong = [`${token}x`, token.slice(0, -1), `2${token.slice(1)}`, `9${token}`, "1", "%00"];
  const requests = [
    ["", undefined],
    ["", form(plainForm)],
    ["/preview", undefined],
    ["/pause", form({ for: "open" })],
    ["/less/2603.25001", undefined],
    ["/less/2603.25001", form({ less: "yes" })],
  ] as const;
  for (const each of [...wrong, ...others]) {
    for (const [path, init] of requests) {
      const response = await test.web.request(`/subscription/${each}${path}`, init);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("This link does not work any more.");
    }
  }
  expect(await dump(test.db)).toBe(before);
});

test("one who left, and one who never said yes, are told what to do", async () => {
  const test = await webForTest({ papers });
  const reader = await aReader(test);
  const { keeper, letterhead } = officeOf(test);
  await endSubscription(test.db, keeper, { id: reader.id, addressKey: reader.address, now });
  const address = "ben@university.edu";
  await requestSubscription(test.db, { address, wish: plainWish, letterhead, now });
  const pending = await readerAt(test, address);
  for (const [{ manage }, sentence] of [
    [reader, "You are unsubscribed."],
    [pending, "One step is missing."],
  ] as const) {
    const before = await dump(test.db);
    for (const init of [undefined, form({ ...plainForm, frequency: "weekly" })]) {
      const page = await test.read(manage, init);
      expect(page).toContain(sentence);
      expect(page).toContain("Get trending papers in your email inbox!");
    }
    expect(await test.read(`${manage}/pause`, form({ for: "open" }))).toContain(sentence);
    expect(await dump(test.db)).toBe(before);
  }
});

test("one whose mail came back is told so, and how to mend it", async () => {
  const test = await webForTest({ papers });
  const reader = await aReader(test);
  const { keeper } = officeOf(test);
  await suppress(test.db, keeper, { addressKey: reader.address, reason: "hard", now });
  const page = await test.read(reader.manage);
  expect(page).toContain("Nothing is sent to this address at present");
  expect(page).not.toContain("The next letter comes");
});

test("none of the pages holds inline style or script", async () => {
  const test = await webForTest({ papers, sections });
  const { manage, leave, letters } = await aReader(test, { follows: [{ query: '"><script>x' }] });
  await composeIn(officeOf(test));
  for (const path of [
    "/subscribe",
    manage,
    leave,
    letters,
    `${manage}/less/2603.25001`,
    `${letters}/2020-01-01`,
  ]) {
    expect(await test.read(path)).not.toMatch(
      /\sstyle=|<style|<script(?! type="module" src="\/static\/)|\son[a-z]+=/,
    );
  }
});

test("of a hundred papers and more to see less of, the newest hundred count and twenty are shown", async () => {
  const test = await webForTest({ papers: manyPapers(105) });
  const { manage, id } = await aReader(test);
  const all = await test.db.selectFrom("papers").select("id").orderBy("id").execute();
  for (const [at, row] of all.entries()) {
    const later = new Date(now.getTime() + at * 1000);
    await likeLess(test.db, { subscription: id, paper: row.id, now: later });
  }
  const kept = await listLessLike(test.db, { subscription: id });
  expect(kept).toEqual(
    all
      .slice(5)
      .map((row) => row.id)
      .toReversed(),
  );
  const page = await test.read(manage);
  expect(page.match(/name="less" value="no"/g)).toHaveLength(20);
  expect(page).toContain("And 80 more, chosen before these.");
});

test.each([
  ["hard", "Mail to you came back.", ""],
  ["soft", "Mail to you came back.", "ada@university.edu"],
  ["complaint", "Nothing is sent to you.", ""],
] as const)(
  "one whose subscription ended by %s is told so, and what to do",
  async (reason, says, typed) => {
    const test = await webForTest({ papers });
    const { manage, id, address } = await aReader(test);
    const { keeper } = officeOf(test);
    await endSubscription(test.db, keeper, { id, addressKey: address, reason, now });
    const page = await test.read(manage);
    expect(page).toContain(says);
    expect(page).not.toContain("You are unsubscribed.");
    expect(page).toContain(`placeholder="you@university.edu" value="${typed}"`);
  },
);
