import { expect, test } from "vitest";
import { bookHarvest } from "../../../fixtures/announcements.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { newHolder } from "../../store/holder.ts";
import { fitToPrint } from "./fit-to-print.ts";
import { countRequests, findRunning, listHappenings, listHealth } from "./health.ts";

const now = new Date("2026-03-27T09:00:00Z");

test("a harvest runs while its source is held by a process that lives, and not a moment longer", async () => {
  const { db } = await openInstance();
  await bookHarvest(db, { startedAt: "2026-03-27T08:59:59.000Z", running: true });
  const running = { source: "arxiv-feed", startedAt: "2026-03-27T08:59:59.000Z" };
  expect(await findRunning(db, { now })).toMatchObject(running);
  expect(await findRunning(db, { now, source: "arxiv-oai" })).toBeUndefined();
  const lease = async (change: { name?: string; holder?: string; until?: string }) =>
    await db.updateTable("leases").set(change).execute();
  await lease({ until: "2026-03-27T08:59:59.999Z" });
  expect(await findRunning(db, { now })).toBeUndefined();
  // Killed: no process has this number.
  const until = "2026-03-27T09:00:15.000Z";
  await lease({ until, holder: newHolder().replace(/ \d+ /, " 999999999 ") });
  expect(await findRunning(db, { now })).toBeUndefined();
  await lease({ holder: newHolder() });
  expect(await findRunning(db, { now })).toMatchObject(running);
  await lease({ name: "harvest arxiv-oai" });
  expect(await findRunning(db, { now })).toBeUndefined();
});

test("of what killed processes left open only the newest is taken for the one that runs", async () => {
  const { db } = await openInstance();
  const left = { startedAt: "2026-03-27T08:00:00.000Z", source: "arxiv-oai" };
  await bookHarvest(db, { ...left, running: true });
  await db.deleteFrom("leases").execute();
  await bookHarvest(db, { ...left, startedAt: "2026-03-27T08:30:00.000Z", running: true });
  expect(await findRunning(db, { now })).toMatchObject({ startedAt: "2026-03-27T08:30:00.000Z" });
  const [feed, , oai] = await listHealth(db, now);
  expect([feed!.running, oai!.running?.startedAt]).toEqual([undefined, "2026-03-27T08:30:00.000Z"]);
});

test("each source is told with its last run, its last success and its last failure", async () => {
  const { db } = await openInstance();
  await bookHarvest(db, { startedAt: "2026-03-26T04:05:00.000Z" });
  await bookHarvest(db, {
    startedAt: "2026-03-27T04:05:00.000Z",
    outcome: "unreachable",
    reason: "arXiv could not be reached.",
  });
  await bookHarvest(db, { startedAt: "2026-03-27T04:10:00.000Z", outcome: "interrupted" });
  const [feed, api, oai] = await listHealth(db, now);
  expect(feed).toMatchObject({
    source: "arxiv-feed",
    last: { outcome: "interrupted" },
    lastSuccess: "2026-03-26T04:05:01.000Z",
    // Interruptions are our own doing.
    lastFailure: { outcome: "unreachable" },
  });
  expect([api!.last, oai!.last, oai!.lastSuccess]).toEqual([undefined, undefined, undefined]);
});

test("what happened is told once where it happened again and again, and idle successes are not told", async () => {
  const { db } = await openInstance();
  const reason = "arXiv could not be reached.";
  await bookHarvest(db, { startedAt: "2026-03-26T04:05:00.000Z", received: 132, new: 132 });
  await bookHarvest(db, { startedAt: "2026-03-26T05:05:00.000Z" });
  for (const minute of ["05", "15", "25"]) {
    const startedAt = `2026-03-27T04:${minute}:00.000Z`;
    await bookHarvest(db, { startedAt, outcome: "unreachable", reason });
    await bookHarvest(db, { source: "arxiv-oai", startedAt });
  }
  await bookHarvest(db, { startedAt: "2026-03-27T05:00:00.000Z" });
  const told = (await listHappenings(db)).map(({ endedAt, outcome, times }) => [
    endedAt!.slice(0, 16),
    outcome,
    times,
  ]);
  expect(told).toEqual([
    ["2026-03-27T05:00", "success", 1],
    ["2026-03-27T04:25", "unreachable", 3],
    ["2026-03-26T04:05", "success", 1],
  ]);
  expect(await listHappenings(db, 1)).toHaveLength(1);
});

test("requests are counted by the minute, for an hour", async () => {
  const { db } = await openInstance();
  const request = { host: "arxiv", source: "arxiv-oai", took_ms: 900 };
  await db
    .insertInto("requests")
    .values([
      { ...request, at: "2026-03-27T07:59:59.000Z", status: 200 },
      { ...request, at: "2026-03-27T08:00:30.000Z", status: 200 },
      { ...request, at: "2026-03-27T08:59:57.000Z", status: 503 },
      { ...request, at: "2026-03-27T09:00:00.000Z", error: "It was reset." },
    ])
    .execute();
  const minutes = await countRequests(db, now);
  expect(minutes).toHaveLength(60);
  expect([minutes[0], minutes[1], minutes[59]]).toEqual([
    { requests: 1, failed: 0 },
    { requests: 0, failed: 0 },
    { requests: 2, failed: 2 },
  ]);
});

test.each([
  [
    "ENOSPC: no space left, write '/srv/data/broadsheet.db'",
    "ENOSPC: no space left, write 'a file'",
  ],
  ["Cannot open C:\\Users\\ada\\data.db.", "Cannot open a file"],
  ["https://ada:secret@proxy.example.org/feed?key=1 broke off.", "proxy.example.org broke off."],
  ["ada@example.org was asked.", "an address was asked."],
  ["~/data is full", "a file is full"],
  [
    "cs.AI and/or math, 48 of 132 papers at 04:07.",
    "cs.AI and/or math, 48 of 132 papers at 04:07.",
  ],
  ["one\nline", "one line"],
])("%j is shown to readers as %j", (words, shown) => {
  expect(fitToPrint(words)).toBe(shown);
});
