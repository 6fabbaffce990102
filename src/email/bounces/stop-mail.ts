// Nothing more goes to an address: it is on the suppression list, its subscription has ended, and
// what waits for it does not leave.
import { addressKey } from "../subscriptions/address.ts";
import { suppressMail } from "../sending/outbox.ts";
import { suppress, type Keeper, type SuppressionReason } from "../subscriptions/suppression.ts";
import type { Database } from "../../store/tables.ts";

export interface Addressee {
  subscriptionId: number | null;
  address: string;
}

/** `says` is why, for those who look at the outbox. */
export async function stopMail(
  db: Database,
  keeper: Keeper,
  {
    to: { subscriptionId, address },
    reason,
    says,
    now,
  }: { to: Addressee; reason: SuppressionReason; says: string; now: Date },
): Promise<void> {
  await suppress(db, keeper, { addressKey: addressKey(address), reason, now });
  if (subscriptionId === null) return;
  await db
    .updateTable("subscriptions")
    .set({ status: "unsubscribed", unsubscribed_at: now.toISOString() })
    .where("id", "=", subscriptionId)
    .where("status", "!=", "unsubscribed")
    .execute();
  await suppressMail(db, { subscription: subscriptionId, why: says });
}
