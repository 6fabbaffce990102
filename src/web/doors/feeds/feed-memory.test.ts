import { expect, test } from "vitest";
import { openFeedMemory } from "./feed-memory.ts";

const now = new Date("2026-03-27T09:30:00.700Z");

test("who asks while a feed is being written waits for it; after a failure it is written again", async () => {
  const memory = openFeedMemory();
  let written = 0;
  const write = async () => {
    await Promise.resolve();
    written++;
    if (written === 1) throw new Error("busy");
    return "feed";
  };
  const ask = () => memory.recall("/feed", { state: "1", now, write });
  const failed = await Promise.allSettled([ask(), ask()]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const both = await Promise.all([ask(), ask(), ask()]);
  expect(both.map(({ body }) => body)).toEqual(["feed", "feed", "feed"]);
  expect(written).toBe(2);
});

test("two changes within a second have two dates, and what comes out the same keeps its own", async () => {
  const memory = openFeedMemory();
  const as = async (state: string, body: string) =>
    (await memory.recall("/feed", { state, now, write: async () => body })).since - now.getTime();
  expect(await as("1", "one")).toBe(-700);
  expect(await as("2", "two")).toBe(300);
  expect(await as("3", "two")).toBe(300);
});

test("only so much is kept: what was asked for last", async () => {
  const memory = openFeedMemory({ most: 10 });
  let written: string[] = [];
  const ask = (address: string) =>
    memory.recall(address, {
      state: "1",
      now,
      write: async () => {
        written.push(address);
        return "1234";
      },
    });
  for (const address of ["/a", "/b", "/a", "/c"]) await ask(address);
  written = [];
  for (const address of ["/a", "/c", "/b"]) await ask(address);
  expect(written).toEqual(["/b"]);
});
