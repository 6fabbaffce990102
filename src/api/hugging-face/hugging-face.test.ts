import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { sayingOfAll } from "../../../fixtures/judgements.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { addReader } from "../../community/readers.ts";
import { makeToken } from "../../community/tokens/tokens.ts";
import { castVote } from "../../community/votes/votes.ts";

async function library() {
  const judge = sayingOfAll(
    { kind: "authors", text: "authors picked 4 times before", share: 0.5 },
    { kind: "form", text: "form of title and abstract", share: -0.25 },
  );
  const instance = await openInstance({}, { judge });
  await instance.save(
    aPaper({
      codeUrl: "https://github.com/a/b",
      projectUrl: "https://b.example.org/",
      // Files may call anything a date; it is told by the day of its list then.
      submittedAt: "in spring",
    }),
    aPaper({
      identifier: "arxiv:2603.25000",
      title: "Second",
      submittedAt: "2026-03-25T10:00:00Z",
    }),
    aPaper({ identifier: "arxiv:hep-th/9901001", title: "Old", appearances: [] }),
  );
  return instance;
}

async function get({ app }: Awaited<ReturnType<typeof library>>, path: string) {
  const response = await app.request(path);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

test("a day's list has the shape that Hugging Face's clients read, in the edition's order", async () => {
  const { status, body } = await get(await library(), "/api/daily_papers?date=2026-03-27");
  expect(status).toBe(200);
  expect(body).toHaveLength(2);
  expect(body[0]).toMatchObject({
    title: "Folding Laundry With Two Left Hands",
    publishedAt: "2026-03-27T00:00:00.000Z",
    githubRepo: "https://github.com/a/b",
    projectPage: "https://b.example.org/",
    numComments: 0,
    isAuthorParticipating: false,
    place: 1,
    score: 0.25,
    reasons: [
      { kind: "authors", text: "authors picked 4 times before", share: 0.5 },
      { kind: "form", text: "form of title and abstract", share: -0.25 },
    ],
    paper: {
      id: "2603.25001",
      upvotes: 0,
      authors: [{ name: "Ada Lindqvist", hidden: false }, { name: "Ben Okafor" }],
      githubRepo: "https://github.com/a/b",
      submittedOnDailyAt: "2026-03-27T00:00:00.000Z",
    },
  });
  expect(body[0].paper.authors[0]._id).toMatch(/^[0-9a-f]{24}$/);
  expect(body[1].paper.publishedAt).toBe("2026-03-25T10:00:00.000Z");
});

test("lists are limited and paged, and a page past the end is empty", async () => {
  const instance = await library();
  expect((await get(instance, "/api/daily_papers?date=2026-03-27&limit=1")).body).toHaveLength(1);
  const second = await get(instance, "/api/daily_papers?date=2026-03-27&limit=1&p=1");
  expect(second.body[0].title).toBe("Second");
  expect((await get(instance, "/api/daily_papers?date=2026-03-27&p=9")).body).toEqual([]);
  expect((await get(instance, "/api/daily_papers?date=2026-03-28")).body).toEqual([]);
  expect((await get(instance, "/api/daily_papers?week=2026-W13")).body).toHaveLength(2);
  expect((await get(instance, "/api/daily_papers?month=2026-03")).body).toHaveLength(2);
  expect((await get(instance, "/api/daily_papers")).body).toHaveLength(2);
});

test("a list holds fifty when nothing is said", async () => {
  const instance = await library();
  const numbers = Array.from({ length: 70 }, (_, index) => String(index).padStart(5, "0"));
  await instance.save(...numbers.map((number) => aPaper({ identifier: `arxiv:2603.${number}` })));
  expect((await get(instance, "/api/daily_papers?date=2026-03-27")).body).toHaveLength(50);
});

const misunderstood = [
  "/api/daily_papers?date=yesterday",
  "/api/daily_papers?date=2026-02-30",
  "/api/daily_papers?week=2025-W53",
  "/api/daily_papers?limit=0",
  "/api/daily_papers?limit=1e9",
  "/api/daily_papers?p=-1",
  "/api/daily_papers?sort=votes",
  "/api/daily_papers?month=9999-12",
  "/api/daily_papers?week=0000-W01",
  "/api/daily_papers?minutes=10&sort=trending",
  "/api/daily_papers?date=2026-03-27&month=2026-03",
  `/api/papers/search?q=${"x".repeat(251)}`,
  "/api/papers/search?q=x&limit=121",
  "/api/papers/2603.25001?field=models",
  "/api/papers?limit=101",
  "/api/papers?cursor=nonsense",
];

test("what cannot be understood gets 400 and a sentence that names it", async () => {
  const instance = await library();
  for (const path of misunderstood) {
    const { status, body, headers } = await get(instance, path);
    expect([path, status]).toEqual([path, 400]);
    expect(body.error).toMatch(
      /^"(date|week|month|p|limit|sort|q|field|cursor|minutes)" .{10,200}\.$/,
    );
    expect(headers.get("X-Error-Message")).toBe(body.error);
  }
});

test("a paper is found under each of its forms, and what is none gets 404", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/papers/2603.25001");
  expect(body).toMatchObject({ id: "2603.25001", upvotes: 0, linkedModels: [] });
  expect((await get(instance, "/api/papers/2603.25001v2")).body.id).toBe("2603.25001");
  expect((await get(instance, "/api/papers/hep-th/9901001")).body).toMatchObject({
    id: "hep-th/9901001",
    publishedAt: "1999-01-01T00:00:00.000Z",
  });
  for (const path of ["/api/papers/2603.99999", "/api/papers/banana", "/api/nothing"]) {
    expect((await get(instance, path)).status).toBe(404);
  }
});

test("search answers with the same items, best first", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/papers/search?q=laundry&limit=5");
  expect(body).toHaveLength(1);
  expect(body[0]).toMatchObject({
    title: "Folding Laundry With Two Left Hands",
    paper: { id: "2603.25001" },
  });
  expect((await get(instance, "/api/papers/search?q=")).body).toEqual([]);
});

test("scripts find in each item what they read of it", async () => {
  const instance = await library();
  const [item] = (await get(instance, "/api/daily_papers?date=2026-03-27")).body;
  expect(item).toMatchObject({
    upvotes: 0,
    mediaUrls: [],
    submittedBy: { user: "broadsheet", name: "broadsheet", fullname: "Broadsheet", isPro: false },
    thumbnail: "http://localhost:3000/cards/papers/2603.25001.png",
    paper: { upvotes: 0, submittedOnDailyBy: { user: "broadsheet" } },
  });
  // Moments end in Z, or the client cannot read them.
  const text = JSON.stringify((await get(instance, "/api/papers/2603.25001")).body);
  const moments = [...text.matchAll(/"\w+At":"([^"]*)"/g)].map(([, moment]) => moment);
  expect(moments).not.toEqual([]);
  for (const moment of moments) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test("a month comes in its order, by date when dates are asked for, and by what trends", async () => {
  const instance = await library();
  const later = { identifier: "arxiv:2603.30001", title: "Later" } as const;
  await instance.save(
    aPaper({ ...later, appearances: [{ day: "2026-03-30", kind: "announced" }] }),
  );
  const { id } = await addReader(instance.db, {
    name: "Ada",
    address: "ada@university.edu",
    role: "editor",
    now: instance.now,
  });
  await castVote(instance.db, { paper: 2, reader: id, up: true, network: "", now: instance.now });
  const titles = async (query: string) => {
    const { body } = await get(instance, `/api/daily_papers?month=2026-03${query}`);
    return (body as { title: string; place: number }[]).map(({ title, place }) => [place, title]);
  };
  const first = [1, "Second"];
  expect((await titles(""))[0]).toEqual(first);
  const byDate = await titles("&sort=publishedAt");
  expect(byDate[0]![1]).toBe("Later");
  expect(byDate[1]).toEqual(first);
  expect(await titles("&sort=trending")).toEqual([first]);
  const { body } = await get(instance, "/api/daily_papers?sort=trending");
  expect(body.map(({ title }: { title: string }) => title)).toEqual(["Second"]);
  expect(await titles("&submitter=ada")).toEqual([]);
  expect(await titles("&submitter=nobody")).toEqual([]);
  expect(await titles("&submitter=broadsheet")).toHaveLength(3);
  expect((await get(instance, "/api/daily_papers?submitter=ada")).body).toEqual([]);
  // Theirs may know what ours does not.
  expect(await titles("&tag=robots")).toHaveLength(3);
});

test("the next page is at the address by which the client asks, whatever a proxy makes of it", async () => {
  const instance = await openInstance({ SITE_URL: "https://papers.example" });
  await instance.save(aPaper(), aPaper({ identifier: "arxiv:2603.25000", title: "Second" }));
  for (const [asked, leads] of [
    ["http://papers.example", "https://papers.example"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ]) {
    const answer = await instance.app.request(`${asked}/api/papers?limit=1`);
    const link = answer.headers.get("Link")!.replace(/cursor=[\w-]+/, "cursor=…");
    expect(link).toBe(`<${leads}/api/papers?cursor=…&limit=1>; rel="next"`);
  }
});

test("every answer of the API tells how many are left, and pages count for nothing", async () => {
  const { app } = await openInstance({ API_PER_MINUTE: "3" });
  const ask = async (path: string) => {
    const { status, headers } = await app.request(path);
    return [status, ...["RateLimit", "RateLimit-Policy", "Retry-After"].map((n) => headers.get(n))];
  };
  const policy = '"fixed window";"api";q=3;w=60';
  // The second is shared with the first.
  expect(await ask("/api/daily_papers")).toEqual([200, '"api";r=2;t=60', policy, null]);
  expect(await ask("/api/daily_papers")).toEqual([200, '"api";r=1;t=60', policy, null]);
  expect(await ask("/")).toEqual([200, null, null, null]);
  expect(await ask("/api/nowhere")).toEqual([404, '"api";r=0;t=60', policy, null]);
  expect(await ask("/api/daily_papers")).toEqual([429, '"api";r=0;t=60', policy, "60"]);
  expect(await ask("/api/v1/status")).toEqual([429, '"api";r=0;t=60', policy, "60"]);
  expect((await ask("/"))[0]).toBe(200);
  const open = await openInstance({ API_PER_MINUTE: "0" });
  expect((await open.app.request("/api/daily_papers")).headers.get("RateLimit")).toBeNull();
});

test("whatever is sent gets an answer, and none is a failure of ours", async () => {
  const { app, db, now } = await library();
  const reader = await knownReader(db);
  const token = await makeToken(db, {
    reader,
    name: "x",
    scopes: ["comments", "submissions"],
    now,
  });
  // Why not is said first: another token would not do either.
  const links = await app.request("/api/papers/2603.25001/links", { method: "POST", body: "{}" });
  expect(links.headers.get("X-Error-Message")).toMatch(/^Links of a paper are not written here/);
  const hostile = ["%00", "%ff", "%ED%A0%80", "%", "..%2f", "1e999", "x".repeat(10_000)];
  const headers = { Authorization: `Bearer ${token}` };
  for (const word of hostile) {
    for (const path of [
      ...["date", "week", "submitter", "sort", "p", "limit", "minutes"].map(
        (name) => `/api/daily_papers?${name}=${word}`,
      ),
      `/api/papers/search?q=${word}`,
      `/api/papers?cursor=${word}`,
      `/api/papers/${word}`,
      `/api/papers/${word}/comments`,
    ]) {
      const { status } = await app.request(path);
      expect([path.slice(0, 80), status < 500]).toEqual([path.slice(0, 80), true]);
    }
    for (const body of ["", "[]", "null", "{", '{"comment":7}', `{"comment":"${word}\\ud800"}`]) {
      for (const path of [
        "/api/papers/2603.25001/comment",
        `/api/papers/2603.25001/comment/${word}/reply`,
        `/api/papers/${word}/comment`,
        "/api/papers/2603.25001/links",
        "/api/papers/index",
        "/api/settings/papers/claim",
      ]) {
        const { status } = await app.request(path, { method: "POST", body, headers });
        const isFine = [200, 201, 400, 403, 404, 413, 429].includes(status);
        expect([path.slice(0, 80), body, isFine]).toEqual([path.slice(0, 80), body, true]);
      }
    }
  }
});
