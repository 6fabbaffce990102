// Which days' editions are closed: nothing of them changes any more.
import type { Day } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";

/** The days of the span whose editions are closed. */
export async function listClosed(
  db: Database,
  { first, last }: { first: Day; last: Day },
): Promise<Set<Day>> {
  const rows = await db
    .selectFrom("closed_editions")
    .select("day")
    .where("day", ">=", first)
    .where("day", "<=", last)
    .execute();
  return new Set(rows.map(({ day }) => day));
}

export async function isClosed(db: Database, day: Day): Promise<boolean> {
  const row = await db
    .selectFrom("closed_editions")
    .select("day")
    .where("day", "=", day)
    .executeTakeFirst();
  return row !== undefined;
}
