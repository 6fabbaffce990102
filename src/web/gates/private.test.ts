import { expect, test } from "vitest";
import { ask, tokenOf } from "../../../fixtures/programs.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { aReader, dump } from "../../../fixtures/web-mail.ts";
import { form, manyPapers, paper, webForTest } from "../../../fixtures/web.ts";
import { createApp } from "../../app.ts";
import { endToken, listTokens } from "../../community/tokens/tokens.ts";

const title = "Lullabies for Submarines";
const hidden = /Lullabies|Zlatanov|Quincunx|[Zz]enobia/;

async function privateSite() {
  const sections = [{ name: "Quincunx", address: "quincunx", query: "lullabies" }];
  const papers = [paper({ title }), ...manyPapers(3)];
  const test = await webForTest({ settings: { PRIVATE: "yes" }, papers, sections });
  const ada = await signInAs(test.given, { name: "Zenobia", role: "editor" });
  const app = createApp(test.given);
  /** Every address that answers, with what stands for something put in. */
  const routes = app.routes
    .filter(({ method, path }) => method !== "ALL" || path === "/api/*")
    .map(({ method, path }) => ({
      method: method === "ALL" ? "GET" : method,
      path: path
        .replace(/:token(\{[^/]*\})?/, "1.abcdefghijklmnopqrstuvwxyzabcdef")
        .replaceAll("[^/]+", "1")
        .replace(/:(identifier|id)\{\.\+(.*)\}/, "2603.25280$2")
        .replace(/:identifier(\{[^/]*\})?/, "2603.25280")
        .replace(/:section/, path.includes("feed") ? "quincunx" : "cs.IT")
        .replace(/:(edition|key)(\{[^/]*\})?/, keyOf(path))
        .replace(/:name/, "nothing.css")
        .replace(/:\w+(\{[^/]*\})?/g, "1")
        .replace("*", "nowhere"),
    }));
  return { ...test, ada, app, routes };
}

function keyOf(path: string): string {
  if (path.includes("week")) return "2026-W13";
  return path.includes("month") ? "2026-03" : "2026-03-27";
}

/** Where there is something for strangers: the way in, what a token opens, and what is nobody's. */
const open =
  /^\/(sign-in|auth\/|static\/|favicon\.(svg|ico)$|apple-touch-icon\.png$|icons\/|manifest\.webmanifest$|sw\.js$|offline$|robots\.txt$|healthz$|goodbye$|owner\/1|((confirm|unsubscribe|never|subscription|letters|matches|invitation|notifications\/off)\/|(following|settings\/address)\/1\.))/;

test("a stranger sees nothing of a private site, whichever door is tried", async () => {
  const { app, routes, given } = await privateSite();
  expect(routes.length).toBeGreaterThan(80);
  const otherwise: string[] = [];
  for (const { method, path } of routes) {
    for (const Accept of ["text/html", "application/json"]) {
      const init = method === "POST" ? form({}, { Accept }) : { method, headers: { Accept } };
      // Whose tries to sign in are counted begins anew.
      const door = path.startsWith("/sign-in") ? createApp(given) : app;
      const answer = await door.request(path, init);
      const text = await answer.text();
      const told = `${method} ${path} ${answer.status} ${[...answer.headers].join()} ${text}`;
      expect(told).not.toMatch(hidden);
      expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
      const isTold = `${answer.status} ${answer.headers.get("Location") ?? text}`;
      const isScript = /^\/(api\/(?!try$)|mcp(\/|$))/.test(path) || Accept === "application/json";
      const isExpected = isScript
        ? /^401 .*"This site is for its readers alone/.test(isTold)
        : isTold.startsWith(
            method === "GET" ? `303 /sign-in?${new URLSearchParams({ next: path })}` : "401 ",
          );
      if (!open.test(path) && !isExpected) otherwise.push(`${method} ${path}`);
    }
  }
  expect(otherwise).toEqual([]);
  expect((await app.request("/")).status).toBe(303);
});

test("what is there and what is not look alike to a stranger", async () => {
  const { app } = await privateSite();
  const answerTo = async (path: string, Accept = "text/html") => {
    const answer = await app.request(path, { headers: { Accept } });
    const headers = [...answer.headers].filter(
      ([name]) => !["location", "ratelimit"].includes(name),
    );
    return { status: answer.status, headers, text: await answer.text() };
  };
  for (const [there, notThere] of [
    ["/papers/2603.25280", "/papers/2603.99999"],
    ["/api/papers/2603.25280", "/api/papers/2603.99999"],
    ["/sections/quincunx", "/sections/nothing"],
    ["/day/2026-03-27", "/day/2026-13-45"],
    ["/api/daily_papers?date=2026-03-27", "/api/daily_papers?date=nonsense"],
    ["/search?q=lullabies", "/nowhere"],
  ] as const) {
    expect(await answerTo(there)).toEqual(await answerTo(notThere));
    expect(await answerTo(there, "application/json")).toEqual(
      await answerTo(notThere, "application/json"),
    );
  }
  const [known, unknown] = await Promise.all(
    ["zenobia@university.edu", "bea@university.edu"].map(async (address) => {
      const asked = await app.request("/sign-in", form({ address }));
      return [asked.status, (await asked.text()).replaceAll(address, "")];
    }),
  );
  expect(known).toEqual(unknown);
});

test("a reader who is signed in sees all of a private site, and no search engine any of it", async () => {
  const { app, ada, routes, web } = await privateSite();
  const pages = routes.filter(({ method, path }) => method === "GET" && !path.startsWith("/auth/"));
  for (const { method, path } of pages) {
    const answer = await app.request(path, { headers: ada.headers });
    expect(`${method} ${path} ${answer.status}`).not.toMatch(/ 401$/);
    // Only the forms of the way in lead there.
    if (path.startsWith("/sign-in/")) continue;
    expect(answer.headers.get("Location") ?? "").not.toMatch(/^\/sign-in/);
    expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
  }
  for (const path of ["/", "/papers/2603.25280", "/api/daily_papers", "/sections/quincunx/feed"]) {
    expect(await (await app.request(path, { headers: ada.headers })).text()).toContain("Lullabies");
  }
  expect(await (await web.request("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
});

test("on a private site readers alone subscribe, and the letters of those who did go on", async () => {
  const test = await privateSite();
  const { manage, letters } = await aReader(test, {}, "bea@university.edu");
  const asked = await test.app.request("/subscribe", form({ address: "cyd@university.edu" }));
  expect(asked.status).toBe(401);
  expect(await test.db.selectFrom("subscriptions").select("address").execute()).toHaveLength(1);
  const mine = test.ada.form({ address: "cyd@university.edu", frequency: "daily" });
  expect((await test.app.request("/subscribe", mine)).status).toBe(200);
  expect(await test.db.selectFrom("subscriptions").select("address").execute()).toHaveLength(2);
  for (const path of [manage, letters]) expect((await test.app.request(path)).status).toBe(200);
});

test("a public site may be indexed", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  expect((await web.request("/")).headers.get("X-Robots-Tag")).toBeNull();
  expect(await (await web.request("/robots.txt")).text()).not.toMatch(/^Disallow: \/$/m);
});

/** What a program that may read asks of every address, and what it is told where it may not. */
async function walkByProgram(
  { app, routes }: Awaited<ReturnType<typeof privateSite>>,
  Authorization: string | undefined,
) {
  const answers: { path: string; status: number; challenge: string | null; text: string }[] = [];
  for (const { path } of routes.filter(
    ({ method, path }) => method === "GET" && !open.test(path),
  )) {
    const headers = { Accept: "*/*", ...(Authorization !== undefined && { Authorization }) };
    const answer = await app.request(path, { headers });
    const challenge = answer.headers.get("WWW-Authenticate");
    answers.push({ path, status: answer.status, challenge, text: await answer.text() });
  }
  return answers;
}

test("a token that may read opens every door of a private site to programs, and changes nothing", async () => {
  const site = await privateSite();
  const { app, given, ada, db } = site;
  const token = await tokenOf(given, ada.reader, { scopes: ["read"] });
  const basic = `Basic ${Buffer.from(`feed reader:${token}`).toString("base64")}`;
  const before = await dump(db);
  for (const Authorization of [`Bearer ${token}`, basic]) {
    const answers = await walkByProgram(site, Authorization);
    const private_ = "This site is for its readers alone";
    expect(answers.filter(({ text }) => text.includes(private_))).toEqual([]);
    // What is a reader's own is for a session alone, or by our API.
    const told = answers.filter(({ text }) => text.includes("Lullabies")).map(({ path }) => path);
    expect(told).toEqual(
      expect.arrayContaining([
        "/",
        "/papers/2603.25280",
        "/api/daily_papers",
        "/sections/quincunx/feed",
      ]),
    );
    for (const { method, path } of site.routes.filter((each) => each.method === "POST")) {
      if (open.test(path) || path.startsWith("/mcp")) continue;
      const init = form({}, { Authorization, Accept: "application/json" });
      const { status } = await app.request(path, { ...init, method });
      expect([path, [401, 403].includes(status)]).toEqual([path, true]);
    }
  }
  const used = (text: string) => text.replaceAll(/"used_day":("[^"]*"|null)/g, "");
  expect(used(await dump(db))).toBe(used(before));
});

test("a program without a token, or with none that holds, is told how to bring one", async () => {
  const site = await privateSite();
  const { given, ada, db } = site;
  const either = 'Basic realm="Broadsheet", charset="UTF-8", Bearer';
  for (const { path, status, challenge } of await walkByProgram(site, undefined)) {
    const expected = /^\/(api\/(?!try$)|mcp(\/|$))/.test(path) ? "Bearer" : either;
    expect([path, status, challenge]).toEqual([path, 401, expected]);
  }
  const token = await tokenOf(given, ada.reader, { scopes: ["read"] });
  for (const { id } of await listTokens(db, { reader: ada.reader.id })) {
    await endToken(db, { id, reader: ada.reader.id });
  }
  const basic = `Basic ${Buffer.from(`feed reader:${token}`).toString("base64")}`;
  for (const [Authorization, expected] of [
    [`Bearer ${token}`, 'Bearer error="invalid_token"'],
    [basic, 'Basic realm="Broadsheet", charset="UTF-8"'],
  ] as const) {
    for (const { path, status, challenge } of await walkByProgram(site, Authorization)) {
      expect([path, status, challenge]).toEqual([path, 401, expected]);
    }
  }
});

test("a token that may not read opens no door of a private site, not even to do what it may", async () => {
  const site = await privateSite();
  const { app, given, ada } = site;
  const token = await tokenOf(given, ada.reader, { scopes: ["votes"] });
  for (const { path, status } of await walkByProgram(site, `Bearer ${token}`)) {
    expect([path, status]).toEqual([path, 403]);
  }
  const vote = "PUT /api/v1/papers/2603.25280/vote";
  expect((await ask(app, vote, { token })).json.detail).toBe(
    "This site is private, and opens only to tokens with the scope “read”.",
  );
  const both = await tokenOf(given, ada.reader, { scopes: ["read", "votes"] });
  expect((await ask(app, vote, { token: both })).json).toEqual({ votes: 1, voted: true });
});
