// What a subscription was served lately, whether or not there was anything new in it.
import type { Database } from "../../store/tables.ts";

export interface Served {
  /** `2026-03-27`, `2026-W13` */
  editions: ReadonlySet<string>;
  /** Editions that were due before are not sent: another frequency was chosen then. */
  rhythmSince: Date | undefined;
}

const mostEditions = 20;

export async function findServed(
  db: Database,
  { subscription }: { subscription: number },
): Promise<Served> {
  const rows = await db
    .selectFrom("digests")
    .select("edition")
    .where("subscription_id", "=", subscription)
    .orderBy("id", "desc")
    .limit(mostEditions)
    .execute();
  const row = await db
    .selectFrom("subscriptions")
    .select("rhythm_since")
    .where("id", "=", subscription)
    .executeTakeFirst();
  const since = row?.rhythm_since;
  return {
    editions: new Set(rows.map(({ edition }) => edition)),
    rhythmSince: since ? new Date(since) : undefined,
  };
}
