import { Hono } from "hono";
import { expect, test } from "vitest";
import { form, now, secret, webForTest, type TestWeb } from "../../../fixtures/web.ts";
import { makeOwnerLink, revokeOwner } from "../../community/owner.ts";
import { links } from "../../links.ts";
import { readAssets } from "../assets.ts";
import { showError } from "../errors.tsx";
import { isOwner, rejectStrangers } from "../owner.ts";
import { newRateLimits } from "../rate-limits.ts";
import { createWeb } from "../web.tsx";

const hour = 3_600_000;
const day = 24 * hour;

async function linkOf({ db }: TestWeb, at = now): Promise<string> {
  return links.owner(await makeOwnerLink(db, { secret, now: at }));
}

/** Presses the button behind a new link. @returns the cookie that the browser then sends. */
async function signIn(test: TestWeb): Promise<string> {
  const response = await test.web.request(await linkOf(test), form({}));
  return response.headers.get("Set-Cookie")!.split(";")[0]!;
}

async function settingsFor({ read }: TestWeb, cookie: string): Promise<string> {
  return await read("/settings", { headers: { Cookie: cookie } });
}

/** The same site at another time. */
function later({ given }: TestWeb, ms: number): Hono {
  return createWeb({ ...given, clock: () => new Date(now.getTime() + ms) });
}

test("opening the link changes nothing; its button signs in for 30 days and leads to the settings", async () => {
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
  expect(page).toContain(`<form method="post" action="${link}">`);

  const pressed = await test.web.request(link, form({}, { Origin: "null" }));
  expect([pressed.status, pressed.headers.get("Location")]).toEqual([303, "/settings"]);
  const cookie = pressed.headers.get("Set-Cookie")!;
  expect(cookie).toMatch(/^owner=[\w.-]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  const settings = await settingsFor(test, cookie.split(";")[0]!);
  expect(settings).toContain("You are signed in as the owner on this browser");
  expect(settings).toContain("until 26\u00a0April at 09:30\u00a0UTC");
});

test("on HTTPS the cookie is bound to this host", async () => {
  const test = await webForTest({ settings: { SITE_URL: "https://papers.example.org" } });
  const pressed = await test.web.request(await linkOf(test), form({}));
  expect(pressed.headers.get("Set-Cookie")).toMatch(/^__Host-owner=.*; Secure; SameSite=Lax$/);
  expect(await settingsFor(test, await signIn(test))).toContain("You are signed in as the owner");
});

test("the settings of everybody else say nothing of an owner", async () => {
  const test = await webForTest();
  const cookie = await signIn(test);
  for (const other of [
    "",
    "owner=1",
    `${cookie}x`,
    cookie.replace("owner=", "owner=z"),
    "owner=zzzzzzzzz.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  ]) {
    expect(await settingsFor(test, other), `with ${other}`).not.toMatch(/owner|sign/i);
  }
});

test("a link signs in once, however many press its button at the same time", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  const second = createWeb(test.given);
  const pressed = await Promise.all(
    Array.from({ length: 10 }, async (_, n) =>
      (n % 2 === 0 ? test.web : second).request(link, form({})),
    ),
  );
  expect(pressed.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(pressed.filter(({ status }) => status === 404)).toHaveLength(9);
  expect(pressed.filter(({ headers }) => headers.has("Set-Cookie"))).toHaveLength(1);
});

test("a link that was used, is too old or was altered says what to do, and signs nobody in", async () => {
  const test = await webForTest();
  const [used, old, good] = [await linkOf(test), await linkOf(test), await linkOf(test)];
  await test.web.request(used, form({}));
  const anHourLater = later(test, hour);
  for (const [web, link] of [
    [test.web, used],
    [anHourLater, old],
    [test.web, `${good}x`],
    [test.web, good.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
    [test.web, good.replace(/owner\/./, (first) => (first.endsWith("A") ? "owner/B" : "owner/A"))],
    [test.web, "/owner/%00"],
    [test.web, "/owner/%25"],
  ] as const) {
    for (const request of [undefined, form({})]) {
      const response = await web.request(link, request);
      const page = await response.text();
      expect(response.status, `of ${link}`).toBe(404);
      expect(response.headers.get("Set-Cookie")).toBeNull();
      expect(page).toContain("This link does not work any more.");
      expect(page).toContain("<code>npm run broadsheet -- owner</code>");
    }
  }
  expect((await later(test, hour - 1).request(good, form({}))).status).toBe(303);
});

test("another site cannot press the button, nor sign the owner out", async () => {
  const test = await webForTest();
  const link = await linkOf(test);
  const foreign = { Origin: "https://evil.example" };
  expect((await test.web.request(link, form({}, foreign))).status).toBe(403);
  expect((await test.web.request(link)).status).toBe(200);
  const out = await test.web.request("/sign-out", form({}, foreign));
  expect([out.status, out.headers.get("Set-Cookie")]).toEqual([403, null]);
});

test("whoever tries again and again is asked to wait", async () => {
  const { web } = await webForTest();
  for (let n = 0; n < 20; n++) await web.request("/owner/guess", form({}));
  const response = await web.request("/owner/guess", form({}));
  expect(response.status).toBe(429);
  expect(await response.text()).toContain("Too many tries to sign in came from here.");
});

test("signing out is a button, and says so", async () => {
  const test = await webForTest();
  const cookie = await signIn(test);
  expect(await settingsFor(test, cookie)).toContain('method="post" action="/sign-out"');
  expect((await test.web.request("/sign-out")).status).toBe(405);
  const out = await test.web.request("/sign-out", form({}, { Cookie: cookie }));
  expect([out.status, out.headers.get("Location")]).toEqual([303, "/settings?signed-out"]);
  expect(out.headers.get("Set-Cookie")).toMatch(/^owner=; Max-Age=0; Path=\//);
  expect(await test.read("/settings?signed-out")).toContain("You are signed out.");
});

test("the owner can be signed out everywhere, and the links that wait are void", async () => {
  const test = await webForTest();
  const [cookie, waiting] = [await signIn(test), await linkOf(test)];
  await revokeOwner(test.db);
  expect(await settingsFor(test, cookie)).not.toContain("signed in");
  expect((await test.web.request(waiting, form({}))).status).toBe(404);
  expect(await settingsFor(test, await signIn(test))).toContain("signed in");
  await revokeOwner(test.db);
  expect(await settingsFor(test, cookie)).not.toContain("signed in");
});

test("a browser is the owner's for 30 days", async () => {
  const test = await webForTest();
  const headers = { Cookie: await signIn(test) };
  const settingsAfter = async (ms: number) =>
    await (await later(test, ms).request("/settings", { headers })).text();
  expect(await settingsAfter(30 * day - 1)).toContain("signed in");
  expect(await settingsAfter(30 * day)).not.toContain("signed in");
});

test("links that were never used are forgotten", async () => {
  const test = await webForTest();
  await linkOf(test);
  await linkOf(test, new Date(now.getTime() + hour));
  const rows = await test.db.selectFrom("instance").selectAll().execute();
  expect(rows.filter(({ name }) => name.startsWith("owner link"))).toHaveLength(1);
});

test("a page that is the owner's alone tells strangers how to sign in", async () => {
  const test = await webForTest();
  const web = { ...test.given, assets: readAssets(), limits: newRateLimits() };
  const pages = new Hono()
    .get("/weights", async (c) => {
      await rejectStrangers(c, web);
      return c.text("weights");
    })
    .get("/", async (c) => c.text(String(await isOwner(c, web))))
    .onError((error, c) => showError(c, web, error));
  const stranger = await pages.request("/weights");
  const page = await stranger.text();
  expect([stranger.status, await (await pages.request("/")).text()]).toEqual([403, "false"]);
  expect(page).toContain("Only the owner of this site may do that.");
  expect(page).toContain("<code>npm run broadsheet -- owner</code>");
  const asJson = await pages.request("/weights", { headers: { Accept: "application/json" } });
  expect(await asJson.json()).toEqual({ error: "Only the owner of this site may do that." });
  const headers = { Cookie: await signIn(test) };
  expect(await (await pages.request("/weights", { headers })).text()).toBe("weights");
  expect(await (await pages.request("/", { headers })).text()).toBe("true");
});

test("robots are told to stay away", async () => {
  const { read } = await webForTest();
  expect(await read("/robots.txt")).toContain("Disallow: /owner/\n");
});
