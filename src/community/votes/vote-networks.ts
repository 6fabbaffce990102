// From which networks votes came is forgotten after a month.
import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { addDays, dayOf, type Day } from "../../papers/period.ts";
import type { Database } from "../../store/tables.ts";
import { crowdFrom } from "./vote-weights.ts";

export const networksKeptDays = 30;

/**
 * Where more than a handful of a day's votes for a paper shared a network, they share a random name
 * from then on, so that they go on counting as few; nobody can tell any more which network it was,
 * nor whether it is that of another paper's or another day's votes.
 * @returns how many votes lost their network.
 */
export async function forgetNetworks(db: Database, now: Date): Promise<number> {
  const kept = addDays(dayOf(now.getTime()), -networksKeptDays);
  let forgotten = 0;
  for (;;) {
    const oldest = await findOldestDay(db);
    if (oldest === undefined || oldest >= kept) return forgotten;
    forgotten += await forgetDay(db, oldest);
    await nextTurn();
  }
}

async function findOldestDay(db: Database): Promise<Day | undefined> {
  const row = await db
    .selectFrom("votes")
    .select("at")
    .where("network", "is not", null)
    .orderBy("at")
    .limit(1)
    .executeTakeFirst();
  return row && dayOf(Date.parse(row.at));
}

async function forgetDay(db: Database, day: Day): Promise<number> {
  return await db.transaction().execute(async (db) => {
    const crowds = await ofDay(db, day)
      .select(["paper_id", "network"])
      .groupBy(["paper_id", "network"])
      .having((having) => having.fn.countAll(), ">", crowdFrom)
      .execute();
    for (const { paper_id, network } of crowds) {
      await db
        .updateTable("votes")
        .set({ crowd: randomBytes(12).toString("base64url") })
        .where("paper_id", "=", paper_id)
        .where("network", "=", network)
        .where("at", ">=", day)
        .where("at", "<", addDays(day, 1))
        .execute();
    }
    const { numUpdatedRows } = await db
      .updateTable("votes")
      .set({ network: null })
      .where("network", "is not", null)
      .where("at", ">=", day)
      .where("at", "<", addDays(day, 1))
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  });
}

function ofDay(db: Database, day: Day) {
  return db
    .selectFrom("votes")
    .where("network", "is not", null)
    .where("at", ">=", day)
    .where("at", "<", addDays(day, 1));
}
