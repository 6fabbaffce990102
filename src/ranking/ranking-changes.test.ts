import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { NotFound } from "../errors.ts";
import { changeWeights, getWeights, listChanges, undoChange } from "./ranking-changes.ts";
import { defaultWeights } from "./weights.ts";

async function changed(...weights: Partial<typeof defaultWeights>[]) {
  const { db, now } = await openInstance();
  let current = { ...defaultWeights };
  for (const some of weights) {
    current = { ...current, ...some };
    await changeWeights(db, { weights: current, now });
  }
  return { db, now };
}

test("the weights that Broadsheet comes with hold until the owner changes them", async () => {
  const { db } = await changed();
  expect(await getWeights(db)).toEqual(defaultWeights);
  expect(await listChanges(db)).toEqual([]);
});

test("every change is in the log with what was other than before, the newest first", async () => {
  const { db } = await changed({ votes: 4 }, { votes: 5, alike: 0 });
  expect((await listChanges(db)).map((change) => change.changed)).toEqual([
    [
      { name: "votes", from: 4, to: 5 },
      { name: "alike", from: 1, to: 0 },
    ],
    [{ name: "votes", from: 3, to: 4 }],
  ]);
});

test("to change nothing is not logged", async () => {
  const { db, now } = await changed({ votes: 4 });
  const weights = { ...defaultWeights, votes: 4 };
  expect(await changeWeights(db, { weights, now })).toBe(false);
  expect(await listChanges(db)).toHaveLength(1);
});

test("to undo a change puts back what it changed, keeps what others did, and is logged itself", async () => {
  const { db, now } = await changed({ votes: 4 }, { stars: 2 });
  expect(await undoChange(db, { id: 1, now })).toBe(true);
  expect(await getWeights(db)).toEqual({ ...defaultWeights, stars: 2 });
  expect((await listChanges(db))[0]).toMatchObject({
    undoes: 1,
    changed: [{ name: "votes", from: 4, to: 3 }],
  });
  // Pressing twice is pressing once, and the undoing can be undone.
  expect(await undoChange(db, { id: 1, now })).toBe(false);
  expect(await undoChange(db, { id: 3, now })).toBe(true);
  expect(await getWeights(db)).toEqual({ ...defaultWeights, votes: 4, stars: 2 });
  await expect(undoChange(db, { id: 99, now })).rejects.toThrow(NotFound);
});

test("a weight that a row does not know, or that cannot hold, is as Broadsheet comes with it", async () => {
  const { db } = await changed();
  const weights = JSON.stringify({ votes: 4, upvotes: -1, stars: "9", other: 3 });
  await db.insertInto("ranking_changes").values({ at: "2026-03-27", weights }).execute();
  expect(await getWeights(db)).toEqual({ ...defaultWeights, votes: 4 });
});
