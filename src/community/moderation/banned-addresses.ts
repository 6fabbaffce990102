// Addresses whose readers may not write for now, as keyed hashes: whoever deletes the account and comes
// back before that is over is not let in.
import { sign } from "../../store/instance.ts";
import type { Database } from "../../store/tables.ts";

/** `ada+news@…` is the mailbox of `ada@…`. */
export function bannedKey(secret: string, address: string): string {
  const [local = "", domain = ""] = address.trim().toLowerCase().split("@");
  return sign(secret, `banned ${local.replace(/\+.*$/, "")}@${domain}`);
}

interface Banned {
  key: string;
  /** ISO 8601; `null` is for good. */
  until: string | null;
  /** When the act was done that it comes from, ISO 8601: by that it is known. */
  at: string;
}

export async function banAddress(db: Database, { key, until, at }: Banned): Promise<void> {
  await db
    .insertInto("banned_addresses")
    .values({ address_hash: key, until, at })
    .onConflict((conflict) => conflict.column("address_hash").doUpdateSet({ until, at }))
    .execute();
}

export async function freeAddress(db: Database, key: string): Promise<void> {
  await db.deleteFrom("banned_addresses").where("address_hash", "=", key).execute();
}

/** @returns whether it was banned thus, and not anew or freed since */
export async function freeAddressOf(db: Database, { key, until, at }: Banned): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("banned_addresses")
    .where("address_hash", "=", key)
    .where("until", "is", until)
    .where("at", "=", at)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Whether somebody with this address may have no account for now. */
export async function isBannedAddress(
  db: Database,
  { secret, address, now }: { secret: string; address: string; now: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom("banned_addresses")
    .select("until")
    .where("address_hash", "=", bannedKey(secret, address))
    .executeTakeFirst();
  return row !== undefined && (row.until === null || row.until > now.toISOString());
}
