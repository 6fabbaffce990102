// Whatever several readers and moderators do with discussions, in any order: counts, threads, what each
// may read and what each is told stay right. More of it, with other seeds, is in histories.endurance.ts.
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { heldWord, live, someHistory } from "../../../fixtures/discussion-histories.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { checkDatabase } from "../../store/health.ts";

test("after any history of comments, votes, moderation, merges and departures all is as a plain model says", async () => {
  const { db, save } = await openInstance();
  const at = new Date().toISOString();
  await db
    .insertInto("held_words")
    .values({ kind: "word", value: heldWord, reader_id: null, at })
    .execute();
  const told = { histories: 0, steps: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(someHistory, async (history) => {
      const { steps, refused } = await live({ db, save }, history, told.histories++);
      told.steps += steps;
      told.refused += refused;
    }),
    { numRuns: 25 },
  );
  expect((await checkDatabase(db)).faults).toEqual([]);
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  expect(rows).toEqual([{ integrity_check: "ok" }]);
  console.log("Histories of discussions:", told);
});
