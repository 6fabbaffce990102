import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { sayingOfAll } from "../../fixtures/judgements.ts";
import { aPaper } from "../../fixtures/papers.ts";

async function library() {
  const judge = sayingOfAll(
    { kind: "authors", text: "authors picked 4 times before", share: 0.5 },
    { kind: "form", text: "form of title and abstract", share: -0.25 },
  );
  const instance = await openInstance({}, { judge });
  await instance.save(
    aPaper({ codeUrl: "https://github.com/a/b", projectUrl: "https://b.example.org/" }),
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

test.each([
  "/api/daily_papers?date=yesterday",
  "/api/daily_papers?date=2026-02-30",
  "/api/daily_papers?week=2025-W53",
  "/api/daily_papers?limit=0",
  "/api/daily_papers?limit=1e9",
  "/api/daily_papers?p=-1",
])("%s gets 400 and a sentence", async (path) => {
  const { status, body, headers } = await get(await library(), path);
  expect(status).toBe(400);
  expect(body.error).toMatch(/^.{10,200}\.$/);
  expect(headers.get("X-Error-Message")).toBe(body.error);
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
