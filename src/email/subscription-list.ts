// Many subscriptions, a thousand at a time, so that a hundred thousand need no more memory than ten.
import { sql } from "kysely";
import type { Database } from "../store/tables.ts";
import { subscriptionOf, type Subscription } from "./subscription.ts";

const batchSize = 1000;

export interface Listed extends Subscription {
  createdAt: string;
  unsubscribedAt: string | undefined;
}

export interface Filter {
  status?: Subscription["status"] | undefined;
  channel?: Subscription["channel"] | undefined;
  /** A part of the address. */
  find?: string | undefined;
}

/** In the order in which they came. */
export async function* listSubscriptions(
  db: Database,
  { status, channel, find }: Filter,
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
    for (const row of rows) {
      const unsubscribedAt = row.unsubscribed_at ?? undefined;
      yield { ...subscriptionOf(row), createdAt: row.created_at, unsubscribedAt };
    }
    if (rows.length < batchSize) return;
    after = rows.at(-1)!.id;
  }
}
