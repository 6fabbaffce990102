import { expect, test } from "vitest";
import { announce, bookHarvest } from "../../fixtures/announcements.ts";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { knownReader } from "../../fixtures/readers.ts";
import { castVote } from "../community/votes/votes.ts";

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

test("an edition comes with its receipt and with the items of the daily papers", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/editions/2026-03-27?limit=1");
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
    total: 2,
  });
  const items = (await get(instance, "/api/daily_papers?date=2026-03-27&limit=1")).body;
  expect(body.papers).toEqual(items);
  const second = await get(instance, "/api/editions/2026-03-27?limit=1&p=1");
  expect(second.body.papers).toHaveLength(1);
  expect((await get(instance, "/api/editions/2026-W13")).body.receipt.announced).toBe(3);
  expect((await get(instance, "/api/editions/2026-03")).body.receipt.announced).toBe(3);
});

test("an edition without papers says why, a holiday until when", async () => {
  const instance = await library();
  const { body } = await get(instance, "/api/editions/2025-12-26");
  expect(body).toMatchObject({
    papers: [],
    receipt: { known: false },
    empty: { why: "holiday", next: "2025-12-29" },
  });
});

test("what is no edition is not found, and what is no page is refused", async () => {
  const instance = await library();
  for (const key of ["today", "2026-02-30", "0000-01-01", "2026-W54"]) {
    expect((await get(instance, `/api/editions/${key}`)).status).toBe(404);
  }
  expect((await get(instance, "/api/editions/2026-03-27?limit=0")).status).toBe(400);
});

test("the status can be had as JSON, and every moment ends in Z", async () => {
  const instance = await library();
  await instance.search("anything");
  const { body, text } = await get(instance, "/api/status");
  expect(body).toMatchObject({
    standing: { state: "incomplete" },
    edition: { day: "2026-03-27", receipt: { missing: 1 } },
    index: { papers: 2, indexed: 2 },
    next: [],
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
  const { body } = await get(instance, "/api/editions/2026-03-27?minutes=1");
  expect([body.total, body.papers.length]).toEqual([2, 1]);
  expect((await get(instance, "/api/daily_papers?minutes=1")).body).toHaveLength(1);
  for (const minutes of ["0", "121", "ten"]) {
    const refused = await get(instance, `/api/editions/2026-03-27?minutes=${minutes}`);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toBe('"minutes" must be a whole number from 1 to 120.');
  }
});

test("what is trending comes with its reasons and their shares", async () => {
  const instance = await library();
  expect((await get(instance, "/api/trending")).body).toMatchObject({ total: 0, papers: [] });
  await castVote(instance.db, {
    paper: 2,
    reader: await knownReader(instance.db),
    up: true,
    now: instance.now,
  });
  expect((await get(instance, "/api/trending")).body).toMatchObject({
    total: 1,
    papers: [
      {
        title: "Second",
        place: 1,
        score: 3,
        reasons: [{ kind: "votes", text: "1 vote", share: 3, detail: "3 × log₂(1 + 1)" }],
      },
    ],
  });
  expect((await get(instance, "/api/trending?p=1")).body.papers).toEqual([]);
});
