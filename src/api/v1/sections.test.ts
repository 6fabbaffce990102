import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { addMute } from "../../community/mutes.ts";
import { makeToken } from "../../community/tokens/tokens.ts";

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
  const { body } = await get(await library(), "/api/v1/sections");
  expect(body).toMatchObject({
    sections,
    categories: [{ category: "cs.RO", name: "Robotics", papers: 3 }],
  });
});

test("a section's papers come newest first, in the shape of the other lists", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/v1/sections/laundry/papers");
  expect(body.items).toMatchObject([
    {
      title: "Folding Laundry With Two Left Hands",
      id: "2603.25001",
      score: 0,
      reasons: [{ kind: "silence", text: "no votes yet", share: 0 }],
    },
    { title: "Older laundry", appearances: [{ day: "2026-03-20" }] },
  ]);
  expect((await get(instance, "/api/v1/sections/cs.RO/papers")).body.items).toHaveLength(3);
  expect((await get(instance, "/api/v1/sections/laundry")).body).toMatchObject({
    name: "Laundry",
    papers: 2,
    newest: "2026-03-27",
  });
  const within = "/api/v1/editions/2026-03-27/papers?section=laundry";
  expect((await get(instance, within)).body).toMatchObject({ total: 1, items: [{ place: 1 }] });
});

test("what the reader who asks hides is left out of a section, and counted", async () => {
  const { app, db, now } = await library();
  const reader = await knownReader(db);
  await addMute(actingAt(db, now), { reader, kind: "word", value: "older" });
  const token = await makeToken(db, { reader, name: "lists", scopes: ["read"], now });
  const list = async (headers: Record<string, string>) => {
    const answer = await app.request("/api/v1/sections/cs.RO/papers?limit=1", { headers });
    const { total, hidden } = (await answer.json()) as { total: number; hidden: number };
    return { total, hidden };
  };
  expect(await list({})).toEqual({ total: 3, hidden: 0 });
  expect(await list({ Authorization: `Bearer ${token}` })).toEqual({ total: 2, hidden: 1 });
});

test("what is no section is not found", async () => {
  const instance = await library();
  for (const address of ["cs.XX", "%22", "washing"]) {
    expect((await get(instance, `/api/v1/sections/${address}`)).status).toBe(404);
  }
});
