// Takes back what kept an address from mail by mistake, such as a mail server that called every mailbox
// unknown for an hour.
import type { Database } from "../../store/tables.ts";
import { findByAddress } from "./subscriptions.ts";
import { listSubscriptions } from "./subscription-list.ts";
import {
  findSuppressions,
  liftSuppression,
  type Keeper,
  type SuppressionReason,
} from "./suppression.ts";

export interface Restored {
  /** Why nothing was sent there; `undefined` where nothing kept it from mail. */
  reason: SuppressionReason | undefined;
  /** Whether it gets mail now: who left or complained has to say yes anew. */
  isSubscribed: boolean;
}

export async function restoreAddress(
  db: Database,
  keeper: Keeper,
  { addressKey, now }: { addressKey: string; now: Date },
): Promise<Restored> {
  return await db.transaction().execute(async (db) => {
    const found = (await findSuppressions(db, keeper, [addressKey])).get(addressKey);
    const subscription = await findByAddress(db, addressKey);
    await liftSuppression(db, keeper, { addressKey, now });
    const isEndedByBounce =
      (found?.reason === "hard" || found?.reason === "soft") &&
      subscription?.status === "unsubscribed" &&
      subscription.confirmedAt !== undefined &&
      (await endedByBounce(db, { id: subscription.id, at: found.at }));
    if (isEndedByBounce) {
      await db
        .updateTable("subscriptions")
        .set({ status: "confirmed", unsubscribed_at: null })
        .where("id", "=", subscription.id)
        .execute();
    }
    const isSubscribed = isEndedByBounce || subscription?.status === "confirmed";
    return { reason: found?.reason, isSubscribed };
  });
}

/** It ended at the moment at which a mail came back, or at which its address was found dead. */
async function endedByBounce(
  db: Database,
  { id, at }: { id: number; at: string },
): Promise<boolean> {
  const bounces = db
    .selectFrom("bounces")
    .select("at")
    .where("subscription_id", "=", id)
    .where("kind", "!=", "complaint");
  const row = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("id", "=", id)
    .where((of) => of.or([of("unsubscribed_at", "=", at), of("unsubscribed_at", "in", bounces)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose mail came back since, as far as their addresses are known; not those who left or complained. */
export async function listBouncedSince(
  db: Database,
  keeper: Keeper,
  since: string,
): Promise<string[]> {
  const addresses: string[] = [];
  for await (const { address, reason, reasonAt = "" } of listSubscriptions(db, { keeper })) {
    if ((reason === "hard" || reason === "soft") && reasonAt >= since) addresses.push(address);
  }
  return addresses;
}
