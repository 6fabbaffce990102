// "Less like this": papers that a subscriber wants to see fewer of the kind.
import type { Database } from "../store/tables.ts";

export async function likeLess(
  db: Database,
  { subscription, paper, now }: { subscription: number; paper: number; now: Date },
): Promise<void> {
  await db
    .insertInto("less_like")
    .values({ subscription_id: subscription, paper_id: paper, at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function likeAgain(
  db: Database,
  { subscription, paper }: { subscription: number; paper: number },
): Promise<void> {
  await db
    .deleteFrom("less_like")
    .where("subscription_id", "=", subscription)
    .where("paper_id", "=", paper)
    .execute();
}

/** The papers, the latest first. */
export async function listLessLike(
  db: Database,
  { subscription }: { subscription: number },
): Promise<number[]> {
  return (await listLessLikeOf(db, [subscription])).get(subscription) ?? [];
}

export async function listLessLikeOf(
  db: Database,
  subscriptions: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await db
    .selectFrom("less_like")
    .select(["subscription_id", "paper_id"])
    .where("subscription_id", "in", [...subscriptions])
    .orderBy("at", "desc")
    .execute();
  const bySubscription = new Map<number, number[]>();
  for (const { subscription_id, paper_id } of rows) {
    const papers = bySubscription.get(subscription_id) ?? [];
    papers.push(paper_id);
    bySubscription.set(subscription_id, papers);
  }
  return bySubscription;
}
