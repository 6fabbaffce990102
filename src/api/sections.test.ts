import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";

const sections = [{ name: "Laundry", address: "laundry", query: "laundry -survey" }];

async function library() {
  const instance = await openInstance({}, { sections });
  await instance.save(
    aPaper(),
    aPaper({
      identifier: "arxiv:2603.25002",
      title: "Older laundry",
      appearances: [{ day: "2026-03-20", kind: "announced" }],
    }),
    aPaper({ identifier: "arxiv:2603.25003", title: "Dishes" }),
  );
  return instance;
}

async function get({ app }: Awaited<ReturnType<typeof library>>, path: string) {
  const response = await app.request(path);
  return { status: response.status, body: await response.json() };
}

test("the sections are listed with their queries", async () => {
  expect((await get(await library(), "/api/sections")).body).toEqual(sections);
});

test("a section's papers come newest first, in the shape of the other lists", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/sections/laundry");
  expect(body).toMatchObject([
    {
      title: "Folding Laundry With Two Left Hands",
      paper: { id: "2603.25001" },
      score: 0,
      reasons: [{ kind: "silence", text: "no votes yet", share: 0 }],
    },
    { title: "Older laundry", publishedAt: "2026-03-20T00:00:00.000Z" },
  ]);
  expect((await get(instance, "/api/sections/laundry?limit=1&p=1")).body).toHaveLength(1);
  expect((await get(instance, "/api/sections/cs.RO")).body).toHaveLength(3);
});

test("what is no section is not found, and what is no limit is refused", async () => {
  const instance = await library();
  for (const address of ["cs.XX", "%22", "washing"]) {
    expect((await get(instance, `/api/sections/${address}`)).status).toBe(404);
  }
  expect((await get(instance, "/api/sections/laundry?limit=0")).status).toBe(400);
  expect(await get(instance, "/api/sections/laundry?page=2")).toEqual({
    status: 400,
    body: { error: '"page" is not known here: pages are counted from 0, as in ?p=1.' },
  });
});
