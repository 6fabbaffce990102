import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, paper, secret, webForTest } from "../../../fixtures/web.ts";
import { newVisitor, visitorToken } from "../../community/visitors.ts";
import { castVote } from "../../community/votes/votes.ts";

const address = "/papers/2603.25280/vote";
const json = { Accept: "application/json" };

test("a vote leads back to the paper in its list, and the list shows it", async () => {
  const { web, read } = await webForTest({ papers: [paper()] });
  const response = await web.request(address, form({ up: "1", back: "/day/2026-03-27?page=1" }));
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toMatch(/^\/day\/2026-03-27\?page=1#paper-\d+$/);
  const cookie = response.headers.get("Set-Cookie")!;
  expect(cookie).toMatch(/^visitor=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
  const voted = { headers: { Cookie: cookie.split(";")[0]! } };
  expect(await read("/", voted)).toContain('aria-pressed="true"');
  expect(await read("/")).toContain('aria-pressed="false"');
});

test("the cookie of a site with https is bound to its host", async () => {
  const { web } = await webForTest({
    papers: [paper()],
    settings: { SITE_URL: "https://papers.example.org" },
  });
  const response = await web.request(address, form({ up: "1" }));
  expect(response.headers.get("Set-Cookie")).toMatch(
    /^__Host-visitor=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test("reading sets no cookie", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const path of ["/", "/papers/2603.25280", "/search?q=list", "/settings"]) {
    expect((await web.request(path)).headers.get("Set-Cookie")).toBeNull();
  }
});

test("a hundred visitors at once are a hundred votes", async () => {
  const { web, db } = await webForTest({ papers: [paper(), ...manyPapers(1)] });
  const yesterday = new Date(now.getTime() - 86_400_000);
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const visitor = newVisitor();
      await castVote(db, { paper: 2, visitor, up: true, now: yesterday });
      const Cookie = `visitor=${visitorToken(secret, visitor)}`;
      return await web.request(address, form({ up: "1" }, { ...json, Cookie }));
    }),
  );
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  const last = await web.request(address, form({ up: "0" }, json));
  expect(await last.json()).toEqual({ upvotes: 100, voted: false });
});

test("cookies that were collected for other papers within the hour make no paper's votes", async () => {
  const { web } = await webForTest({ papers: manyPapers(3) });
  const cookies: string[] = [];
  for (const number of [19_999, 19_998]) {
    for (let n = 0; n < 10; n++) {
      const voted = await web.request(`/papers/2603.${number}/vote`, form({ up: "1" }));
      cookies.push(voted.headers.get("Set-Cookie")!.split(";")[0]!);
    }
  }
  const statuses: number[] = [];
  for (const Cookie of cookies) {
    const { status } = await web.request("/papers/2603.20000/vote", form({ up: "1" }, { Cookie }));
    statuses.push(status);
  }
  expect(statuses.filter((status) => status === 303)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
});

test("one address brings a paper ten new readers an hour; who has voted before votes on", async () => {
  const { web, read } = await webForTest({ papers: manyPapers(2) });
  const vote = (number: number, headers: object = {}) =>
    web.request(`/papers/2603.${number}/vote`, form({ up: "1" }, { ...headers }));
  const first = await vote(20_000);
  for (let i = 0; i < 9; i++) expect((await vote(20_000)).status).toBe(303);
  const refused = await vote(20_000);
  expect([refused.status, refused.headers.get("Set-Cookie")]).toEqual([429, null]);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(3000);
  expect(await refused.text()).toContain(
    "From your network address 10 new readers have voted for this paper within an hour, and no " +
      "more are counted. Whoever has voted here before still can. Please try again in 60 minutes.",
  );
  expect(await read("/papers/2603.20000")).toMatch(/data-count="true">10</);
  const Cookie = first.headers.get("Set-Cookie")!.split(";")[0]!;
  expect((await vote(20_000, { Cookie })).status).toBe(303);
  expect((await vote(19_999, { Cookie })).status).toBe(303);
  expect((await vote(19_999)).status).toBe(303);
});

test("one address brings sixty new readers an hour, whatever they vote for", async () => {
  const { web } = await webForTest({ papers: manyPapers(7) });
  const vote = (n: number) => web.request(`/papers/2603.${20_000 - n}/vote`, form({ up: "1" }));
  for (let n = 0; n < 60; n++) expect((await vote(n % 6)).status).toBe(303);
  const refused = await vote(6);
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain("60 new readers have voted here within an hour");
});

test("one visitor voting a hundred times has one vote, and can take it back", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const first = await web.request(address, form({ up: "1" }, json));
  const Cookie = first.headers.get("Set-Cookie")!.split(";")[0]!;
  await Promise.all(
    Array.from(
      { length: 100 },
      async () => await web.request(address, form({ up: "1" }, { ...json, Cookie })),
    ),
  );
  const again = await web.request(address, form({ up: "1" }, { ...json, Cookie }));
  expect(await again.json()).toEqual({ upvotes: 1, voted: true });
  expect(again.headers.get("Set-Cookie")).toBeNull();
  const undone = await web.request(address, form({ up: "0" }, { ...json, Cookie }));
  expect(await undone.json()).toEqual({ upvotes: 0, voted: false });
});

test("a forged cookie counts as none", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const response = await web.request(
    address,
    form({ up: "1" }, { Cookie: "visitor=someone.signature" }),
  );
  expect(response.headers.get("Set-Cookie")).toContain("visitor=");
});

test.each([
  [{ Origin: "https://evil.example" }],
  [{ Origin: "null" }],
  [{ Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }],
  [{ "Sec-Fetch-Site": "same-site" }],
])("a vote that another site asks for is refused: %o", async (headers) => {
  const { web, read } = await webForTest({ papers: [paper()] });
  const response = await web.request(address, form({ up: "1" }, headers));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("another site");
  expect(await read("/papers/2603.25280")).toMatch(/data-count="true">0</);
});

test.each([
  [{ Origin: "http://localhost:3000" }],
  [{ Origin: "http://papers.lan:8080", Host: "papers.lan:8080" }],
  [{ Origin: "http://localhost:3000", "Sec-Fetch-Site": "same-origin" }],
])("a vote from the site itself is heard: %o", async (headers) => {
  const { web } = await webForTest({ papers: [paper()] });
  expect((await web.request(address, form({ up: "1" }, { ...json, ...headers }))).status).toBe(200);
});

test.each([
  "//evil.example",
  "https://evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/a\r\nX: y",
  "",
])("a vote leads back to a page of this site only, not to %j", async (back) => {
  const { web } = await webForTest({ papers: [paper()] });
  const response = await web.request(address, form({ up: "1", back }));
  expect(response.headers.get("Location")).toBe("/papers/2603.25280");
});

test("a vote says what it wants, and for a paper that is here", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  expect((await web.request(address, form({ up: "5" }))).status).toBe(400);
  expect((await web.request("/papers/2603.99999/vote", form({ up: "1" }))).status).toBe(404);
  expect((await web.request("/papers/hep-th/9901001/vote", form({ up: "1" }))).status).toBe(404);
});

test("too many votes from one address have to wait", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (let i = 0; i < 120; i++) await web.request(address, form({ up: "0" }));
  const response = await web.request(address, form({ up: "0" }));
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(await response.text()).toContain("Too many votes came from here");
});

test("a reader votes on any device, and the limits of newcomers are not theirs", async () => {
  const test = await webForTest({ papers: [paper()] });
  const readers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => signInAs(test.given, { name: `Reader ${n}` })),
  );
  for (const [n, { form }] of readers.entries()) {
    const answer = await test.web.request(address, form({ up: "1" }, json));
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.json()).toEqual({ upvotes: n + 1, voted: true });
  }
  const [ada] = readers as [(typeof readers)[number]];
  expect(await test.read("/", { headers: ada.headers })).toContain('aria-pressed="true"');
  const taken = await test.web.request(address, ada.form({ up: "0", back: "/day/2026-03-27" }));
  expect(taken.headers.get("Location")).toMatch(/^\/day\/2026-03-27#paper-\d+$/);
  expect(await test.read("/papers/2603.25280")).toMatch(/data-count="true">11</);
  // Whoever has an account is counted by that, not by the address that a lecture hall shares.
  for (let i = 0; i < 119; i++) await test.web.request(address, ada.form({ up: "0" }));
  expect((await test.web.request(address, ada.form({ up: "0" }))).status).toBe(429);
  expect((await test.web.request(address, readers[1]!.form({ up: "0" }))).status).toBe(303);
});
