// A paper reaches a person once.
import type { Database } from "../store/tables.ts";

/**
 * For each subscription the first `limit` of `papers` (best first) that it was not sent before.
 * Looks at the head of the list first: a week has thousands, and a digest takes a dozen.
 */
export async function pickUnsent(
  db: Database,
  {
    papers,
    subscriptions,
    limit,
  }: { papers: readonly number[]; subscriptions: readonly number[]; limit: number },
): Promise<Map<number, number[]>> {
  const picks = new Map<number, number[]>(subscriptions.map((id) => [id, []]));
  let open = [...subscriptions];
  let size = limit * 3;
  for (let start = 0; start < papers.length && open.length > 0; start += size, size *= 2) {
    const head = papers.slice(start, start + size);
    const sent = await listSent(db, { papers: head, subscriptions: open });
    for (const id of open) {
      const picked = picks.get(id)!;
      const fresh = head.filter((paper) => !sent.get(id)?.has(paper));
      picked.push(...fresh.slice(0, limit - picked.length));
    }
    open = open.filter((id) => picks.get(id)!.length < limit);
  }
  return picks;
}

async function listSent(
  db: Database,
  { papers, subscriptions }: { papers: readonly number[]; subscriptions: readonly number[] },
): Promise<Map<number, Set<number>>> {
  const rows = await db
    .selectFrom("digest_papers")
    .select(["subscription_id as subscription", "paper_id as paper"])
    .where("subscription_id", "in", subscriptions)
    .where("paper_id", "in", papers)
    .execute();
  const sent = new Map<number, Set<number>>();
  for (const { subscription, paper } of rows) {
    const papersSent = sent.get(subscription) ?? new Set();
    sent.set(subscription, papersSent.add(paper));
  }
  return sent;
}
