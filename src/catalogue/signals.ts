// What other sites count for a paper, as they showed it, day by day.
import { dayOf } from "../papers/period.ts";
import type { Count } from "../papers/signal.ts";
import { numbersIn } from "../store/values-in.ts";
import type { Database } from "../store/tables.ts";

/** Keeps the newest count of each day, whatever the order in which they come. */
export async function saveCounts(
  db: Database,
  counts: readonly Omit<Count, "before">[],
): Promise<void> {
  if (counts.length === 0) return;
  await db
    .insertInto("signals")
    .values(
      counts.map(({ paper, source, kind, value, at }) => ({
        paper_id: paper,
        source,
        kind,
        day: dayOf(Date.parse(at)),
        value,
        at,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["paper_id", "source", "kind", "day"])
        .doUpdateSet((row) => ({ value: row.ref("excluded.value"), at: row.ref("excluded.at") }))
        .whereRef("excluded.at", ">=", "signals.at"),
    )
    .execute();
}

const growthMs = 7 * 86_400_000;

/** The newest count of each source and kind for these papers, up to a moment, with its growth. */
export async function listSignals(
  db: Database,
  papers: readonly number[],
  { until }: { until?: Date } = {},
): Promise<Count[]> {
  const rows = await db
    .selectFrom("signals")
    .select(["paper_id as paper", "source", "kind", "value", "at"])
    .where("paper_id", "in", numbersIn(papers))
    .$if(until !== undefined, (query) => query.where("at", "<=", until!.toISOString()))
    .orderBy("paper_id")
    .orderBy("source")
    .orderBy("kind")
    .orderBy("day", "desc")
    .execute();
  const newest: Count[] = [];
  for (const row of rows) {
    const count = newest.at(-1);
    if (!count || !isSameCount(count, row)) newest.push(row);
    else if (Date.parse(count.at) - Date.parse(row.at) <= growthMs) {
      count.before = { value: row.value, at: row.at };
    }
  }
  return newest;
}

function isSameCount(one: Count, other: Count): boolean {
  return one.paper === other.paper && one.source === other.source && one.kind === other.kind;
}
