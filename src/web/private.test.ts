import { expect, test } from "vitest";
import { signInAs } from "../../fixtures/readers.ts";
import { aReader } from "../../fixtures/web-mail.ts";
import { form, manyPapers, paper, webForTest } from "../../fixtures/web.ts";
import { createApp } from "../app.ts";

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
        .replace(/:identifier\{\.\+(.*)\}/, "2603.25280$1")
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
  const sentence = "This site is for its readers alone; sign in to see it.";
  const problem = { type: "about:blank", title: "Unauthorized", status: 401, detail: sentence };
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
      const isScript = path.startsWith("/api/") || Accept === "application/json";
      const expected =
        method === "GET" && !isScript
          ? `303 /sign-in?${new URLSearchParams({ next: path }).toString()}`
          : `401 ${isScript ? JSON.stringify(path.startsWith("/api/v1/") ? problem : { error: sentence }) : ""}`;
      if (!open.test(path) && !isTold.startsWith(expected)) otherwise.push(`${method} ${path}`);
    }
  }
  expect(otherwise).toEqual([]);
  expect((await app.request("/")).status).toBe(303);
});

test("what is there and what is not look alike to a stranger", async () => {
  const { app } = await privateSite();
  const answerTo = async (path: string, Accept = "text/html") => {
    const answer = await app.request(path, { headers: { Accept } });
    const headers = [...answer.headers].filter(([name]) => name !== "location");
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
