import { sql } from "kysely";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, now, paper, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { findReader } from "../../community/readers.ts";
import { giveRole } from "../../community/roles.ts";
import { browserName } from "../browser-name.ts";
import { createWeb } from "../web.tsx";

const saved = (question: string) => [303, `/settings?saved=${question}#${question}`];

const answerOf = ({ status, headers }: Response) => [status, headers.get("Location")];

/** The letters of a kind, as their reader sees them. */
async function letters({ db }: TestWeb, kind: "confirmation" | "notice") {
  const rows = await db
    .selectFrom("outbox")
    .select(["recipient", "message", "reader_id"])
    .where("kind", "=", kind)
    .orderBy("id")
    .execute();
  return await Promise.all(
    rows.map(async ({ recipient, message }) => {
      const { text = "", subject } = await simpleParser(Buffer.from(message));
      return { to: recipient, subject, text: text.replaceAll(/\s+/g, " ") };
    }),
  );
}

async function makeOld({ db }: TestWeb): Promise<void> {
  const before = new Date(now.getTime() - 25 * 3_600_000).toISOString();
  await db.updateTable("sessions").set({ created_at: before }).execute();
}

test("the appearance is kept in a cookie and stands on every page", async () => {
  const { web, read } = await webForTest();
  const response = await web.request("/settings", form({ theme: "dark" }));
  expect(answerOf(response)).toEqual(saved("theme"));
  expect(response.headers.get("Set-Cookie")).toMatch(
    /^theme=dark; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  // A form is no group: ARIA in HTML lets it be none.
  const asked = await read("/settings");
  expect(asked).toMatch(/<div class="segments" role="group" aria-label="[^"]+"><button/);
  expect(asked).not.toMatch(/<form[^>]* role="group"/);
  const page = await read("/", { headers: { Cookie: "theme=dark" } });
  expect(page).toContain('<html lang="en" data-theme="dark">');
  expect(page).toContain('<meta name="theme-color" content="#171614"/>');
  const back = await web.request("/settings", form({ theme: "device" }, { Cookie: "theme=dark" }));
  expect(back.headers.get("Set-Cookie")).toMatch(/^theme=; Max-Age=0/);
});

test("single keys can be switched off", async () => {
  const { web, read } = await webForTest();
  const response = await web.request("/settings", form({ keys: "off" }));
  expect(response.headers.get("Set-Cookie")).toMatch(/^keys=off;/);
  expect(await read("/settings?saved=keys", { headers: { Cookie: "keys=off" } })).toMatch(
    /<html lang="en" data-keys="off">.*Single keys <span class="saved" role="status">Saved\./s,
  );
});

test("a setting that does not exist is refused, and so is another site", async () => {
  const { web, read, given } = await webForTest();
  const ada = await signInAs(given);
  expect((await web.request("/settings", form({ theme: "pink" }))).status).toBe(400);
  for (const fields of [{ zone: "Mars/Olympus" }, { dates: "tlh" }, { notice: "loud" }]) {
    expect((await web.request("/settings", ada.form(fields))).status).toBe(400);
  }
  expect((await web.request("/settings", form({ zone: "Europe/Berlin" }))).status).toBe(401);
  expect(
    (await web.request("/settings", form({ theme: "dark" }, { Origin: "https://evil.example" })))
      .status,
  ).toBe(403);
  expect(await read("/", { headers: { Cookie: 'theme="><script>' } })).toContain(
    '<html lang="en">',
  );
});

test("what a reader chose goes with the account: theme, keys, clock and dates, on any device", async () => {
  const { web, read, given } = await webForTest({ papers: [paper()] });
  const ada = await signInAs(given);
  const choices = { theme: "dark", keys: "off", zone: "Asia/Calcutta", dates: "de" };
  for (const [name, value] of Object.entries(choices)) {
    const kept = await web.request("/settings", ada.form({ [name]: value }));
    expect(answerOf(kept)).toEqual(saved(name));
  }
  // Another device has the session, and none of the cookies.
  const page = await read("/day/2026-03-27", ada);
  expect(page).toContain('<html lang="en" data-theme="dark" data-keys="off">');
  expect(page).toContain(
    '<h1><time datetime="2026-03-27"><span lang="de">Freitag, 27. März 2026</span></time></h1>',
  );
  expect(await read("/status", ada)).toContain("As of 15:00\u00a0Kolkata\u00a0time");
  expect(await read("/papers/2603.25280", ada)).toContain('<span lang="de">27. März 2026</span>');
  expect(await read("/settings", ada)).toMatch(
    /<option value="Asia\/Kolkata" selected="">.*today is <span lang="de">Freitag, 27\. März 2026</s,
  );
  // Others see what they saw.
  expect(await read("/day/2026-03-27")).toContain(
    '<time datetime="2026-03-27">Friday 27 March 2026</time>',
  );
  for (const [dates, shown] of [
    ["iso", '<time datetime="2026-03-27">2026-03-27</time>'],
    ["ja", '<span lang="ja">2026年3月27日金曜日</span>'],
    ["en-US", '<span lang="en-US">Friday, March 27, 2026</span>'],
  ] as const) {
    await web.request("/settings", ada.form({ dates }));
    expect(await read("/day/2026-03-27", ada)).toContain(shown);
  }
  // What follows the device or the site again is forgotten.
  for (const fields of [{ theme: "device" }, { zone: "" }]) {
    await web.request("/settings", ada.form(fields));
  }
  const { settings } = (await findReader(given.db, ada.reader.id))!;
  expect(settings).toEqual({ keys: false, dates: "en-US" });
});

test("a name is what others see; one that cannot be is refused beside it, and kept to be mended", async () => {
  const { web, given } = await webForTest();
  const ada = await signInAs(given);
  expect(answerOf(await web.request("/settings/name", ada.form({ name: " Ada  L. " })))).toEqual(
    saved("name"),
  );
  expect((await findReader(given.db, ada.reader.id))!.name).toBe("Ada L.");
  const refused = await web.request("/settings/name", ada.form({ name: "ada@home" }));
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringMatching(
      /value="ada@home"[^>]* aria-invalid="true" aria-describedby="name-field-error".*id="name-field-error" role="alert"/s,
    ),
  ]);
});

test("nobody takes the name of an editor, a moderator or the owner, however it is written", async () => {
  const { web, given, db } = await webForTest();
  const ada = await signInAs(given);
  const eva = await signInAs(given, { name: "Eva Lind", role: "editor" });
  const ben = await signInAs(given, { name: "Ben" });
  await db
    .insertInto("held_words")
    .values({ kind: "word", value: "pills", at: now.toISOString() })
    .execute();
  const rename = async (who: typeof ada, name: string) => {
    const answer = await web.request("/settings/name", who.form({ name }));
    return [answer.status, await answer.text()];
  };
  for (const name of ["Eva Lind", "eva  LIND", "EvaLind", "Ｅｖａ Lind"]) {
    expect(await rename(ada, name)).toEqual([
      400,
      expect.stringMatching(/id="name-field-error"[\s\S]*has this name/),
    ]);
  }
  // Nor one that looks like it, that says what somebody is, or that leads somewhere.
  for (const name of [
    ["Eva Lіnd", "Éva Lînd", "3va L1nd", "ᴇᴠᴀ ʟɪɴᴅ", "ΕVΑ LIND ✔"],
    ["Moderator", "M0derаtor ✔", "Olga Owner", "The Editor", "a former reader"],
    ["Win at http://casino.example/", "www.casino", "shop.io", "Cheap Pills"],
  ].flat()) {
    expect([name, (await rename(ada, name))[0]]).toEqual([name, 400]);
  }
  for (const name of [
    "Eva Lindt",
    "J.R.R. Tolkien",
    "Dr. Li",
    "Tom Stafford",
    "St. John",
    "王小明",
  ]) {
    expect([name, (await rename(ada, name))[0]]).toEqual([name, 303]);
  }
  expect((await rename(eva, "Eva LIND"))[0]).toBe(303);
  // Readers may share a name, and a role breaks none.
  expect((await rename(ada, "Ben"))[0]).toBe(303);
  await giveRole(db, { reader: ben.reader.id, role: "moderator", now });
  expect((await findReader(db, ada.reader.id))!.name).toBe("Ben");
  expect((await rename(ben, "ben"))[0]).toBe(303);
});

test("another address counts once its letter was opened there, and the one before is told", async () => {
  const site = await webForTest();
  const ada = await signInAs(site.given);
  const ben = await signInAs(site.given, { name: "Ben" });
  const ask = async (address: string) => {
    const asked = await site.web.request("/settings/address", ada.form({ address }));
    expect(asked.status).toBe(200);
    return (await asked.text()).replaceAll(address, "…");
  };
  const taken = await ask(ben.reader.address);
  expect(await letters(site, "confirmation")).toEqual([]);
  expect(await ask("Ada@elsewhere.org")).toBe(taken);
  const [letter, ...more] = await letters(site, "confirmation");
  expect([letter!.to, more]).toEqual(["Ada@elsewhere.org", []]);
  const link = /https?:\/\/[^/]+(\/settings\/address\/\S+)/.exec(letter!.text)![1]!;

  const addressOf = async () => (await findReader(site.db, ada.reader.id))!.address;
  expect(await site.read(link)).toContain("becomes the address of the account of Ada");
  expect(await addressOf()).toBe("ada@university.edu");
  const forged = link.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  expect((await site.web.request(forged, ada.form())).status).toBe(404);
  // Whoever holds the link alone, or is somebody else, is asked to sign in first.
  for (const other of [form({}), ben.form()]) {
    const refused = await site.web.request(link, other);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining("Sign in as Ada first."),
    ]);
  }
  expect(await addressOf()).toBe("ada@university.edu");
  expect((await site.web.request(link, ada.form())).status).toBe(200);
  expect(await addressOf()).toBe("ada@elsewhere.org");
  expect((await site.web.request(link, ada.form())).status).toBe(404);
  const notices = await letters(site, "notice");
  expect(notices.map(({ to }) => to)).toEqual(["ada@university.edu"]);
  expect(notices[0]!.text).not.toContain("elsewhere");

  const refused = await site.web.request("/settings/address", ada.form({ address: "nowhere" }));
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringMatching(/value="nowhere".*id="address-field-error"/s),
  ]);
});

test("a link to a new address is void after an hour, and where somebody else was quicker", async () => {
  let at = now;
  const site = await webForTest();
  site.given.clock = () => at;
  const { createWeb } = await import("../web.tsx");
  const web = createWeb(site.given);
  const [ada, ben] = [await signInAs(site.given), await signInAs(site.given, { name: "Ben" })];
  for (const who of [ada, ben]) {
    await web.request("/settings/address", who.form({ address: "both@elsewhere.org" }));
  }
  const links = (await letters(site, "confirmation")).map(
    ({ text }) => /https?:\/\/[^/]+(\/settings\/address\/\S+)/.exec(text)![1]!,
  );
  const use = async (n: 0 | 1) => (await web.request(links[n]!, [ada, ben][n]!.form())).status;
  at = new Date(now.getTime() + 3_601_000);
  expect(await use(0)).toBe(404);
  at = now;
  expect([await use(0), await use(1)]).toEqual([200, 404]);
  expect((await findReader(site.db, ben.reader.id))!.address).toBe("ben@university.edu");
});

test("a password is set, signs in, is changed and removed; after a day only by signing in again", async () => {
  const site = await webForTest();
  const ada = await signInAs(site.given);
  const set = async (password: string) =>
    await site.web.request("/settings/password", ada.form({ password }));
  const signIn = async (password: string) => {
    const { address } = ada.reader;
    const { status } = await site.web.request("/sign-in/password", form({ address, password }));
    return status;
  };
  const short = await set("short");
  expect([short.status, await short.text()]).toEqual([
    400,
    expect.stringContaining("A password has 10 to 200 characters."),
  ]);
  for (const tried of [
    "Password 2024!",
    "P@ssw0rd123",
    "1234567890",
    "qwertyuiop",
    "0987654321",
    "asdfghjkl123",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "Broadsheet-1",
    "xx ada@university.edu",
  ]) {
    const { status } = await set(tried);
    expect([tried, status]).toEqual([tried, 400]);
  }
  expect(await letters(site, "notice")).toEqual([]);
  expect(answerOf(await set("correct horse battery"))).toEqual(saved("password"));
  expect(await signIn("correct horse battery")).toBe(303);
  await set("another horse, another battery");
  expect(await signIn("correct horse battery")).toBe(400);
  expect(await signIn("another horse, another battery")).toBe(303);
  for (const step of ["insert", "update"]) {
    await sql`create trigger ${sql.raw(`cut_${step}`)} before ${sql.raw(step)} on credentials
      begin select raise(abort, 'cut off'); end`.execute(site.db);
  }
  expect((await set("a horse that is cut off")).status).toBe(500);
  await sql`drop trigger cut_insert`.execute(site.db);
  await sql`drop trigger cut_update`.execute(site.db);
  site.web = createWeb(site.given);
  expect(await signIn("another horse, another battery")).toBe(303);

  await makeOld(site);
  expect((await set("a third horse altogether")).status).toBe(400);
  const address = await site.web.request("/settings/address", ada.form({ address: "a@b.org" }));
  expect(address.status).toBe(400);
  const page = await site.read("/settings", ada);
  expect(page.match(/Sign in again to change it/g)).toHaveLength(3);
  expect(page).not.toContain('name="password"');
  const out = await site.web.request("/sign-out", ada.form({ next: "/sign-in?next=%2Fsettings" }));
  expect(answerOf(out)).toEqual([303, "/sign-in?next=%2Fsettings"]);

  const later = await signInAs(site.given, { name: "Ben" });
  await site.web.request("/settings/password", later.form({ password: "ten letters" }));
  const removed = await site.web.request("/settings/password/remove", later.form());
  expect(answerOf(removed)).toEqual(saved("password"));
  const left = await site.db.selectFrom("credentials").select("reader_id").execute();
  expect(left).toEqual([{ reader_id: ada.reader.id }]);
});

test("the browsers where one is signed in are listed, and signed out one by one or all at once", async () => {
  const site = await webForTest();
  const ada = await signInAs(site.given);
  const ben = await signInAs(site.given, { name: "Ben" });
  const agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  ];
  for (const agent of agents) {
    const token = await site.given.accounts.makeLink(ada.reader.address);
    const headers = new Headers({ "User-Agent": agent });
    await site.given.accounts.useLink({ token, headers });
  }
  const sessions = async () =>
    (await site.db.selectFrom("sessions").select("id").orderBy("id").execute()).map(({ id }) => id);
  const page = await site.read("/settings", ada);
  expect(page).toContain("Firefox on Linux");
  expect(page).toContain("Safari on an iPhone");
  expect(page).toContain("here, and on 2\u00a0other browsers");
  const [own, bens, firefox] = await sessions();
  const end = async (which: string) =>
    (await site.web.request("/settings/sessions", ada.form({ end: which }))).status;
  expect(await end(String(bens))).toBe(404);
  expect(await end(String(firefox))).toBe(303);
  expect(await end(String(firefox))).toBe(404);
  expect(await end("others")).toBe(303);
  expect(await sessions()).toEqual([own, bens]);
  expect((await site.web.request("/settings", ben)).status).toBe(200);
});

test("whoever asks for it is told by mail of a new browser, once", async () => {
  const site = await webForTest();
  const ada = await signInAs(site.given);
  const signIn = async (Cookie = "") => {
    const token = await site.given.accounts.makeLink(ada.reader.address);
    const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0";
    const answer = await site.web.request(
      `/sign-in/${token}`,
      form({}, { Cookie, "User-Agent": agent }),
    );
    expect(answer.status).toBe(303);
    const mark = answer.headers.getSetCookie().find((each) => each.startsWith("browser="))!;
    return mark.split(";")[0]!;
  };
  await signIn();
  expect(await letters(site, "notice")).toEqual([]);
  await site.web.request("/settings", ada.form({ notice: "on" }));
  const mark = await signIn();
  expect(await letters(site, "notice")).toEqual([
    {
      to: "ada@university.edu",
      subject: "A new browser at Broadsheet",
      text: expect.stringContaining(
        "on Friday 27 March 2026 at 09:30 UTC, on a browser that was not here before: Firefox on Windows.",
      ) as string,
    },
  ]);
  await signIn(mark);
  expect(await letters(site, "notice")).toHaveLength(1);
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Samsung Internet on Android",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
    "Chrome on an iPad",
  ],
  ["<script>", "A browser"],
])("%s is called %s", (agent, name) => {
  expect(browserName(agent)).toBe(name);
});
