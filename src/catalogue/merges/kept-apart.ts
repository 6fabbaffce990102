// Pairs of papers that somebody said are two works, remembered by a name of each. Names outlive
// rows: whatever row bears one of them is kept apart from whatever row bears the other.
import type { Database } from "../../store/tables.ts";

interface Pair {
  one: number;
  other: number;
}

export async function areKeptApart(db: Database, pair: Pair): Promise<boolean> {
  return (await listPairs(db, pair)).length > 0;
}

export async function keepApart(
  db: Database,
  { one, other, now }: { one: string; other: string; now: Date },
): Promise<void> {
  await db
    .insertInto("kept_apart")
    .values({ one, other, at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function liftKeptApart(db: Database, pair: Pair): Promise<void> {
  for (const { one, other } of await listPairs(db, pair)) {
    await db.deleteFrom("kept_apart").where("one", "=", one).where("other", "=", other).execute();
  }
}

async function listPairs(db: Database, { one, other }: Pair) {
  return await db
    .selectFrom("kept_apart")
    .innerJoin("identifiers as first", "first.identifier", "kept_apart.one")
    .innerJoin("identifiers as second", "second.identifier", "kept_apart.other")
    .select(["kept_apart.one", "kept_apart.other"])
    .where("first.paper_id", "in", [one, other])
    .where("second.paper_id", "in", [one, other])
    .whereRef("first.paper_id", "!=", "second.paper_id")
    .execute();
}
