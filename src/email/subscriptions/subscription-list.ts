// Many subscriptions, a thousand at a time, so that a hundred thousand need no more memory than ten.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import { subscriptionOf, type Subscription } from "./subscription.ts";
import { findSuppressions, type Keeper, type SuppressionReason } from "./suppression.ts";

const batchSize = 1000;

export interface Listed extends Subscription {
  createdAt: string;
  unsubscribedAt: string | undefined;
  /** Why nothing is sent to it; only where a keeper was given. */
  reason?: SuppressionReason | undefined;
  reasonAt?: string | undefined;
}

export interface Filter {
  status?: Subscription["status"] | undefined;
  channel?: Subscription["channel"] | undefined;
  /** A part of the address. */
  find?: string | undefined;
  /** Tells why nothing is sent to those to whom nothing is. */
  keeper?: Keeper | undefined;
}

/** In the order in which they came. */
export async function* listSubscriptions(
  db: Database,
  { status, channel, find, keeper }: Filter,
): AsyncGenerator<Listed> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("subscriptions")
      .selectAll()
      .where("id", ">", after)
      .$if(status !== undefined, (query) => query.where("status", "=", status!))
      .$if(channel !== undefined, (query) => query.where("channel", "=", channel!))
      .$if(find !== undefined, (query) =>
        query.where(sql<boolean>`instr(lower(address), ${find!.toLowerCase()}) > 0`),
      )
      .orderBy("id")
      .limit(batchSize)
      .execute();
    const keys = rows.map((row) => row.address_key);
    const reasons = keeper && (await findSuppressions(db, keeper, keys));
    for (const row of rows) {
      const { reason, at: reasonAt } = reasons?.get(row.address_key) ?? {};
      const unsubscribedAt = row.unsubscribed_at ?? undefined;
      const createdAt = row.created_at;
      yield { ...subscriptionOf(row), createdAt, unsubscribedAt, reason, reasonAt };
    }
    if (rows.length < batchSize) return;
    after = rows.at(-1)!.id;
  }
}
