// "Less like this": papers that a subscriber wants to see fewer of the kind.
import type { Database } from "../../store/tables.ts";

/** More would say nothing new, and each is compared with every paper of an edition. */
const mostOfOne = 100;

/** The oldest goes where there are too many. */
export async function likeLess(
  db: Database,
  { subscription, paper, now }: { subscription: number; paper: number; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await db
      .insertInto("less_like")
      .values({ subscription_id: subscription, paper_id: paper, at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const kept = db
      .selectFrom("less_like")
      .select("paper_id")
      .where("subscription_id", "=", subscription)
      .orderBy("at", "desc")
      .orderBy("paper_id", "desc")
      .limit(mostOfOne);
    await db
      .deleteFrom("less_like")
      .where("subscription_id", "=", subscription)
      .where("paper_id", "not in", kept)
      .execute();
  });
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
    .orderBy("paper_id", "desc")
    .execute();
  const bySubscription = new Map<number, number[]>();
  for (const { subscription_id, paper_id } of rows) {
    const papers = bySubscription.get(subscription_id) ?? [];
    papers.push(paper_id);
    bySubscription.set(subscription_id, papers);
  }
  return bySubscription;
}
