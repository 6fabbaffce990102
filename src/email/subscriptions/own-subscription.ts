// The subscription that is a reader's own: that of the account's address, once the reader has proved
// that it is theirs.
import type { Reader } from "../../community/readers.ts";
import type { Database } from "../../store/tables.ts";
import { addressKey } from "./address.ts";
import type { Subscription } from "./subscription.ts";
import { findByAddress } from "./subscriptions.ts";

export async function findOwnSubscription(
  db: Database,
  { id, address }: Pick<Reader, "id" | "address">,
): Promise<Subscription | undefined> {
  const proved = await db
    .selectFrom("readers")
    .select("id")
    .where("id", "=", id)
    .where("email_verified", "=", 1)
    .executeTakeFirst();
  return proved && (await findByAddress(db, addressKey(address)));
}

/** Whether its letters hold what the account follows. */
export function bringsFollowing({ status, wish }: Pick<Subscription, "status" | "wish">): boolean {
  return status === "confirmed" && wish.follows.some((each) => "following" in each);
}
