import type { Hono } from "hono";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, now, secret, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { makeOwnerLink, revokeOwner } from "../../community/owner.ts";
import { listReaders } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { createWeb } from "../web.tsx";

const hour = 3_600_000;

/** What somebody types who makes the site theirs. */
const claim = { name: "Noor Haddad", address: "noor@university.edu" };

async function linkOf({ db }: TestWeb, at = now): Promise<string> {
  return links.owner(await makeOwnerLink(db, { secret, now: at }));
}

/** Presses the button behind a new link. @returns the cookie that the browser then sends. */
async function signIn(test: TestWeb): Promise<string> {
  const response = await test.web.request(await linkOf(test), form(claim));
  return response.headers.get("Set-Cookie")!.split(";")[0]!;
}

async function settingsFor({ read }: TestWeb, cookie: string): Promise<string> {
  return await read("/settings", { headers: { Cookie: cookie } });
}

/** The same site at another time. */
function later({ given }: TestWeb, ms: number): Hono {
  return createWeb({ ...given, clock: () => new Date(now.getTime() + ms) });
}

test("opening the link changes nothing; whoever gives a name and an address owns the site", async () => {
  const test = await webForTest({ settings: { SITE_NAME: "Robot Papers" } });
  const link = await linkOf(test);
  for (const method of ["GET", "HEAD", "GET"]) {
    const opened = await test.web.request(link, { method });
    expect(opened.status).toBe(200);
    expect(opened.headers.get("Set-Cookie")).toBeNull();
    expect(opened.headers.get("Referrer-Policy")).toBe("no-referrer");
  }
  const page = await test.read(link);
  expect(page).toContain("<h1>Sign in as the owner of Robot Papers</h1>");
  expect(page).toContain('<meta name="robots" content="noindex"');
  expect(page).toContain("Nobody owns this site yet.");

  const pressed = await test.web.request(link, form(claim, { Origin: "null" }));
  expect([pressed.status, pressed.headers.get("Location")]).toEqual([303, "/settings"]);
  const [cookie = ""] = pressed.headers.getSetCookie();
  expect(cookie).toMatch(
    /^broadsheet\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(await settingsFor(test, cookie.split(";")[0]!)).toContain("Noor Haddad");
  expect(await listReaders(test.db)).toMatchObject([
    { name: "Noor Haddad", address: "noor@university.edu", role: "owner" },
  ]);
});

test("what cannot be a name or an address is said beside its field, and uses nothing up", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  const answer = await test.web.request(link, form({ name: "<b>", address: "noor" }));
  const page = await answer.text();
  expect(answer.status).toBe(400);
  expect(page).toMatch(/value="&lt;b&gt;"[^>]* aria-invalid="true"/);
  expect(page).toContain('value="noor" aria-invalid="true"');
  expect((await test.web.request(link, form(claim))).status).toBe(303);
});

test("a later link signs the same owner in again, and needs no name", async () => {
  const test = await webForTest();
  await signIn(test);
  const link = await linkOf(test);
  expect(await test.read(link)).toContain("stays signed in as Noor Haddad");
  const cookie = (await test.web.request(link, form({}))).headers.get("Set-Cookie")!;
  expect(await settingsFor(test, cookie.split(";")[0]!)).toContain("Noor Haddad");
  expect(await listReaders(test.db)).toHaveLength(1);
});

test("a reader who is signed in becomes the owner of a site that has none", async () => {
  const test = await webForTest();
  const ada = await signInAs(test.given);
  await test.web.request(await linkOf(test), ada.form());
  expect(await listReaders(test.db)).toMatchObject([{ name: "Ada", role: "owner" }]);
});

test("on HTTPS the cookie is bound to this host", async () => {
  const test = await webForTest({ settings: { SITE_URL: "https://papers.example.org" } });
  const pressed = await test.web.request(await linkOf(test), form(claim));
  expect(pressed.headers.get("Set-Cookie")).toMatch(
    /^__Host-broadsheet\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await settingsFor(test, await signIn(test))).toContain("Noor Haddad");
});

test("a link signs in once, however many press its button at the same time", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  const second = createWeb(test.given);
  const pressed = await Promise.all(
    Array.from({ length: 8 }, async (_, n) =>
      (n % 2 === 0 ? test.web : second).request(link, form(claim)),
    ),
  );
  expect(pressed.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(pressed.filter(({ status }) => status === 404)).toHaveLength(7);
  expect(pressed.filter(({ headers }) => headers.has("Set-Cookie"))).toHaveLength(1);
});

test("of two links that two people press at once, one makes an owner", async () => {
  const test = await webForTest();
  const [first, other] = [await linkOf(test), await linkOf(test)];
  const second = createWeb(test.given);
  const pressed = await Promise.all([
    test.web.request(first, form(claim)),
    second.request(other, form({ name: "Ben", address: "ben@university.edu" })),
  ]);
  expect(pressed.map(({ status }) => status)).toEqual([303, 404]);
  expect(await listReaders(test.db)).toMatchObject([{ role: "owner" }]);
});

test.each(["insert", "update"])(
  "a claim that is cut off at its %s leaves the link good, and makes nobody an owner",
  async (step) => {
    const test = await webForTest();
    await signInAs(test.given);
    const link = await linkOf(test);
    await sql`create trigger cut before ${sql.raw(step)} on readers
      begin select raise(abort, 'cut off'); end`.execute(test.db);
    expect((await test.web.request(link, form(claim))).status).toBe(500);
    await sql`drop trigger cut`.execute(test.db);
    expect(await listReaders(test.db)).toMatchObject([{ name: "Ada", role: "reader" }]);
    expect((await test.web.request(link, form(claim))).status).toBe(303);
    expect(await listReaders(test.db)).toMatchObject([
      { name: "Ada", role: "reader" },
      { name: "Noor Haddad", role: "owner" },
    ]);
  },
);

test.each([
  ["was used", (good: string) => good, true],
  ["was altered at its end", (good: string) => `${good}x`, false],
  [
    "has another signature",
    (good: string) => good.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    false,
  ],
  [
    "is of another number",
    (good: string) =>
      good.replace(/owner\/./, (first) => (first.endsWith("A") ? "owner/B" : "owner/A")),
    false,
  ],
  ["is no link at all", () => "/owner/%00", false],
  ["is a percent sign", () => "/owner/%25", false],
])("a link that %s says what to do, and signs nobody in", async (_, alter, use) => {
  const test = await webForTest();
  const good = await linkOf(test);
  if (use) await test.web.request(good, form(claim));
  for (const request of [undefined, form(claim)]) {
    const response = await test.web.request(alter(good), request);
    const page = await response.text();
    expect(response.status).toBe(404);
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(page).toContain("This link does not work any more.");
    expect(page).toContain("<code>npm run broadsheet -- owner</code>");
  }
});

test("a link holds for an hour", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  expect((await later(test, hour).request(link, form(claim))).status).toBe(404);
  expect((await later(test, hour - 1).request(link, form(claim))).status).toBe(303);
});

test("another site cannot press the button, nor sign the owner out", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  const foreign = { Origin: "https://evil.example" };
  expect((await test.web.request(link, form(claim, foreign))).status).toBe(403);
  expect((await test.web.request(link)).status).toBe(200);
  const out = await test.web.request("/sign-out", form({}, foreign));
  expect([out.status, out.headers.get("Set-Cookie")]).toEqual([403, null]);
});

test("signing out is a button, ends the session, and says so", async () => {
  const test = await webForTest();
  const owner = await signInAs(test.given, { role: "owner" });
  expect(await test.read("/settings", { headers: owner.headers })).toContain('action="/sign-out"');
  expect((await test.web.request("/sign-out")).status).toBe(405);
  const out = await test.web.request("/sign-out", owner.form());
  expect([out.status, out.headers.get("Location")]).toEqual([303, "/settings?signed-out"]);
  expect(out.headers.get("Set-Cookie")).toMatch(/^broadsheet\.session_token=; Max-Age=0; Path=\//);
  expect(await test.read("/settings?signed-out")).toContain("You are signed out.");
  expect(await test.read("/settings", { headers: owner.headers })).not.toContain("/sign-out");
});

test("the owner can be signed out everywhere, and the links that wait are void", async () => {
  const test = await webForTest();
  const [cookie, waiting] = [await signIn(test), await linkOf(test)];
  const ben = await signInAs(test.given, { name: "Ben" });
  await revokeOwner(test.db);
  expect(await settingsFor(test, cookie)).not.toContain("Noor Haddad");
  expect((await test.web.request(waiting, form(claim))).status).toBe(404);
  expect(await settingsFor(test, await signIn(test))).toContain("Noor Haddad");
  expect(await settingsFor(test, ben.headers.Cookie)).toContain("Ben");
});

test("links that were never used are forgotten", async () => {
  const test = await webForTest();
  await linkOf(test);
  await linkOf(test, new Date(now.getTime() + hour));
  const rows = await test.db.selectFrom("instance").selectAll().execute();
  expect(rows.filter(({ name }) => name.startsWith("owner link"))).toHaveLength(1);
});

test("a page that is the owner's alone tells others how to sign in", async () => {
  const test = await webForTest();
  const ben = await signInAs(test.given, { name: "Ben", role: "moderator" });
  for (const headers of [{}, ben.headers]) {
    const answer = await test.web.request("/owner/mail", { headers });
    expect(answer.status).toBe(403);
    const page = await answer.text();
    expect(page).toContain("Only the owner of this site may do that.");
    expect(page).toContain("<code>npm run broadsheet -- owner</code>");
    const asJson = { ...headers, Accept: "application/json" };
    expect(await (await test.web.request("/owner/mail", { headers: asJson })).json()).toEqual({
      error: "Only the owner of this site may do that.",
    });
  }
  const owner = await signInAs(test.given, { role: "owner" });
  expect((await test.web.request("/owner/mail", { headers: owner.headers })).status).toBe(200);
});

test("robots are told to stay away", async () => {
  const { read } = await webForTest();
  expect(await read("/robots.txt")).toContain("Disallow: /owner/\n");
});
