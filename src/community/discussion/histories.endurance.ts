// Many histories of discussions; see histories.test.ts. SEED repeats a run.
import fc from "fast-check";
import { expect, test } from "vitest";
import { heldWord, live, someHistory } from "../../../fixtures/discussion-histories.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { checkDatabase } from "../../store/health.ts";

const runs = 400;

test("hundreds of histories of discussions go as the model says", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  const { db, save } = await openInstance();
  const at = new Date().toISOString();
  await db
    .insertInto("held_words")
    .values({ kind: "word", value: heldWord, reader_id: null, at })
    .execute();
  const told = { seed, histories: 0, steps: 0, refused: 0 };
  console.log("Histories of discussions, seed", seed);
  await fc.assert(
    fc.asyncProperty(someHistory, async (history) => {
      const { steps, refused } = await live({ db, save }, history, told.histories++);
      told.steps += steps;
      told.refused += refused;
    }),
    { numRuns: runs, seed },
  );
  expect((await checkDatabase(db)).faults).toEqual([]);
  console.log("Histories of discussions:", told);
});
