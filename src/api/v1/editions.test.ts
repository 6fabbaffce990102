import { expect, test } from "vitest";
import { announce, bookHarvest } from "../../../fixtures/announcements.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { castVote } from "../../community/votes/votes.ts";

async function library() {
  const instance = await openInstance();
  await instance.save(aPaper(), aPaper({ identifier: "arxiv:2603.25002", title: "Second" }));
  await announce(instance.db, ["arxiv:2603.25001", "arxiv:2603.25002", "arxiv:2603.90001"]);
  await bookHarvest(instance.db, { startedAt: "2026-03-27T04:07:00.000Z", received: 3, new: 2 });
  return instance;
}

async function get({ app }: Awaited<ReturnType<typeof library>>, path: string) {
  const response = await app.request(path);
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

test("an edition comes with its receipt, and its papers as Hugging Face’s clients get them", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/v1/editions/2026-03-27");
  expect((await get(instance, "/api/v1/editions/newest")).body).toEqual(body);
  expect(body).toMatchObject({
    period: { kind: "day", key: "2026-03-27", first: "2026-03-27", last: "2026-03-27" },
    receipt: {
      announced: 3,
      here: 2,
      merged: 0,
      hidden: 0,
      hiddenBy: [],
      missing: 1,
      late: 0,
      sources: [{ source: "arxiv-feed", announced: 3, lastSuccess: "2026-03-27T04:07:01.000Z" }],
    },
    papers: 2,
  });
  expect((await get(instance, "/api/v1/editions/2026-03-27/receipt")).body).toEqual(body.receipt);
  expect((await get(instance, "/api/v1/editions/2026-03-27/unshown")).body).toEqual({
    items: [{ day: "2026-03-27", id: "2603.90001", rule: null, title: null }],
    next: null,
  });
  const theirs: { paper: { id: string } }[] = (await get(instance, "/api/daily_papers")).body;
  const ours: { id: string }[] = (await get(instance, "/api/v1/editions/newest/papers")).body.items;
  expect(ours.map(({ id }) => id)).toEqual(theirs.map(({ paper }) => paper.id));
  expect((await get(instance, "/api/v1/editions/2026-W13")).body.receipt.announced).toBe(3);
  expect((await get(instance, "/api/v1/editions/2026-03")).body.receipt.announced).toBe(3);
});

test("an edition without papers says why, a holiday until when", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/v1/editions/2025-12-26");
  expect(body).toMatchObject({
    papers: 0,
    receipt: { known: false },
    empty: { why: "holiday", nextAnnouncement: "2025-12-29" },
  });
});

test("what is no edition is not found", async () => {
  const instance = await library();
  for (const key of ["tomorrow", "2026-02-30", "0000-01-01", "2026-W54"]) {
    expect((await get(instance, `/api/v1/editions/${key}`)).status).toBe(404);
  }
});

test("the status can be had as JSON, and every moment ends in Z", async () => {
  const instance = await library();
  await instance.search("anything");
  const { body, text } = await get(instance, "/api/v1/status");
  expect(body).toMatchObject({
    health: { state: "incomplete" },
    edition: { day: "2026-03-27", receipt: { missing: 1 } },
    index: { papers: 2, indexed: 2 },
    upcoming: [],
  });
  expect(body.sources[0]).toMatchObject({ source: "arxiv-feed", last: { outcome: "success" } });
  expect(body.history).toHaveLength(22);
  const unknown = { announced: null, here: null, hidden: null, missing: null };
  expect(body.history.slice(-2)).toEqual([
    { day: "2026-03-26", known: false, ...unknown },
    { day: "2026-03-27", known: true, announced: 3, here: 2, hidden: 0, missing: 1 },
  ]);
  expect(body.requests).toHaveLength(60);
  for (const [moment] of text.matchAll(/"\d{4}-\d{2}-\d{2}T[^"]*"/g)) {
    expect(moment).toMatch(/Z"$/);
  }
});

test("an edition can be cut to the minutes that one has", async () => {
  const instance = await library();
  const papers = "/api/v1/editions/2026-03-27/papers";
  const { body } = await get(instance, `${papers}?minutes=1`);
  const { total, whole, items, next } = body;
  expect([total, whole, items.length, next]).toEqual([1, 2, 1, null]);
  const first = (await get(instance, `${papers}?minutes=10&limit=1`)).body;
  const second = (await get(instance, `${papers}?minutes=10&limit=1&cursor=${first.next}`)).body;
  expect([first.total, second.total, second.next]).toEqual([2, 2, null]);
  expect([...first.items, ...second.items].map(({ place }) => place)).toEqual([1, 2]);
  expect((await get(instance, "/api/daily_papers?minutes=1")).body).toHaveLength(1);
  for (const minutes of ["0", "121", "ten"]) {
    const refused = await get(instance, `/api/v1/editions/2026-03-27/papers?minutes=${minutes}`);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toBe('"minutes" must be a whole number from 1 to 120.');
  }
});

test("what is trending comes with its reasons and their shares", async () => {
  const instance = await library();
  expect((await get(instance, "/api/v1/trending")).body).toMatchObject({ total: 0, items: [] });
  await castVote(instance.db, {
    paper: 2,
    reader: await knownReader(instance.db),
    up: true,
    now: instance.now,
  });
  expect((await get(instance, "/api/v1/trending")).body).toMatchObject({
    total: 1,
    items: [
      {
        title: "Second",
        place: 1,
        score: 3,
        reasons: [{ kind: "votes", text: "1 vote", share: 3, detail: "3 × log₂(1 + 1)" }],
      },
    ],
  });
});
