// The weights that hold, and every change of them. Nothing is ever taken out: to undo a change is
// another one.
import { NotFound } from "../errors.ts";
import type { Database } from "../store/tables.ts";
import { changesBetween, defaultWeights, eachWeight, faultOf } from "./weights.ts";
import type { WeightChange, Weights } from "./weights.ts";

export interface RankingChange {
  id: number;
  /** ISO 8601. */
  at: string;
  /** The change that it takes back. */
  undoes: number | null;
  changed: WeightChange[];
}

/** As the owner changed them last. */
export async function getWeights(db: Database): Promise<Weights> {
  const newest = await db
    .selectFrom("ranking_changes")
    .select("weights")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest ? readWeights(newest.weights) : defaultWeights;
}

/** Writes nothing where nothing is other than it is. @returns whether something was written. */
export async function changeWeights(
  db: Database,
  { weights, undoes, now }: { weights: Weights; undoes?: number; now: Date },
): Promise<boolean> {
  if (changesBetween(await getWeights(db), weights).length === 0) return false;
  await db
    .insertInto("ranking_changes")
    .values({
      at: now.toISOString(),
      weights: JSON.stringify(weights),
      undoes: undoes ?? null,
    })
    .execute();
  return true;
}

/**
 * Puts back what the change has changed; what others changed stays.
 * @returns as `changeWeights`
 * @throws NotFound
 */
export async function undoChange(
  db: Database,
  { id, now }: { id: number; now: Date },
): Promise<boolean> {
  return await db.transaction().execute(async (db) => {
    const change = (await listChanges(db)).find((each) => each.id === id);
    if (!change) throw new NotFound(`There is no change ${id} in the log of the weights.`);
    const former = new Map(change.changed.map(({ name, from }) => [name, from]));
    const current = await getWeights(db);
    const weights = eachWeight((name) => former.get(name) ?? current[name]);
    return await changeWeights(db, { weights, undoes: id, now });
  });
}

/** The newest first; all of them where no page is asked for. */
export async function listChanges(
  db: Database,
  page?: { limit: number; offset: number },
): Promise<RankingChange[]> {
  const newestFirst = db.selectFrom("ranking_changes").selectAll().orderBy("id", "desc");
  // What the last one changed is told by the one before it.
  const rows = await (
    page ? newestFirst.limit(page.limit + 1).offset(page.offset) : newestFirst
  ).execute();
  const weights = rows.map((row) => readWeights(row.weights));
  return rows.slice(0, page?.limit).map(({ id, at, undoes }, index) => {
    const changed = changesBetween(weights[index + 1] ?? defaultWeights, weights[index]!);
    return { id, at, undoes, changed };
  });
}

/** A weight that was not known then, or may not stand there any more, is as it comes. */
function readWeights(written: string): Weights {
  const weights = JSON.parse(written) as Record<string, unknown>;
  return eachWeight((name) => {
    const value = weights[name];
    return typeof value === "number" && faultOf(name, value) === undefined
      ? value
      : defaultWeights[name];
  });
}
