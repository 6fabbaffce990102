// To whom an edition goes.
import type { Database } from "../store/tables.ts";
import type { Subscriber } from "./digest-message.tsx";
import type { Issue } from "./issues.ts";

/** Confirmed addresses that want this kind of edition. */
function subscribersOf(db: Database, { frequency }: Issue) {
  return db
    .selectFrom("subscriptions")
    .where("status", "=", "confirmed")
    .where("frequency", "=", frequency);
}

/** Which of these still are. */
export async function stillSubscribed(
  db: Database,
  issue: Issue,
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await subscribersOf(db, issue).select("id").where("id", "in", ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** Those who have not been served, in the order of their numbers. */
export async function listSubscribers(
  db: Database,
  issue: Issue,
  { after, limit }: { after: number; limit: number },
): Promise<Subscriber[]> {
  return await subscribersOf(db, issue)
    .leftJoin("digests", (join) =>
      join
        .onRef("digests.subscription_id", "=", "subscriptions.id")
        .on("digests.edition", "=", issue.period.key),
    )
    .where("digests.id", "is", null)
    .where("subscriptions.id", ">", after)
    .orderBy("subscriptions.id")
    .limit(limit)
    .select([
      "subscriptions.id",
      "subscriptions.address",
      "subscriptions.address_key as addressKey",
      "subscriptions.frequency",
      "subscriptions.confirmed_at as confirmedAt",
    ])
    .execute();
}

export async function countSubscribers(
  db: Database,
  issue: Issue,
): Promise<{ waiting: number; served: number }> {
  const { all, served } = await subscribersOf(db, issue)
    .leftJoin("digests", (join) =>
      join
        .onRef("digests.subscription_id", "=", "subscriptions.id")
        .on("digests.edition", "=", issue.period.key),
    )
    .select((select) => [
      select.fn.countAll<number>().as("all"),
      select.fn.count<number>("digests.id").as("served"),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: all - served, served };
}
