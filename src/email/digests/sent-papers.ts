// A paper reaches a person once, unless it changed.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

/** Of these papers, those that each subscription was sent, and with which edition. */
export async function listSent(
  db: Database,
  asked: ReadonlyMap<number, readonly number[]>,
  /** An edition that does not count. */
  { but = "" }: { but?: string } = {},
): Promise<Map<number, Map<number, string>>> {
  const pairs = [...asked].flatMap(([subscription, papers]) =>
    papers.map((paper) => [subscription, paper]),
  );
  const { rows } = await sql<{ subscription: number; paper: number; edition: string }>`
    select sent.subscription_id as subscription, sent.paper_id as paper, digests.edition
    from json_each(${JSON.stringify(pairs)}) as pair
    join digest_papers as sent
      on sent.subscription_id = pair.value ->> 0 and sent.paper_id = pair.value ->> 1
    join digests on digests.id = sent.digest_id and digests.edition != ${but}
  `.execute(db);
  const sent = new Map<number, Map<number, string>>();
  for (const { subscription, paper, edition } of rows) {
    const papers = sent.get(subscription) ?? new Map<number, string>();
    sent.set(subscription, papers.set(paper, edition));
  }
  return sent;
}
