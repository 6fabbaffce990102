// Closing an edition: whatever comes afterwards, its order stays as it is now.
import { dayPeriod, type Day } from "../papers/period.ts";
import type { Judges } from "../ranking/judgements.ts";
import type { Database } from "../store/tables.ts";
import { keepClosed } from "./closed-editions.ts";
import { rankNow } from "./standings.ts";

/** @throws Invalid when there is nothing to close, or it is closed already. */
export async function closeEdition(
  db: Database,
  { day, judge, ...who }: { day: Day; judge: Judges; reader: number; now: Date },
): Promise<void> {
  const standings = await rankNow(db, { period: dayPeriod(day), judge });
  await keepClosed(db, { day, standings, ...who });
}
