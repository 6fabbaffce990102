// What belongs to this instance alone. The secret lies in the database, so that a backup brings it
// along and links in mail that was sent stay good.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "./tables.ts";

/** 32 random bytes, hexadecimal, made at the first call on a database. */
export async function instanceSecret(db: Database): Promise<string> {
  const fresh = randomBytes(32).toString("hex");
  await db
    .insertInto("instance")
    .values({ name: "secret", value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("instance")
    .select("value")
    .where("name", "=", "secret")
    .executeTakeFirstOrThrow();
  return row.value;
}

/** A short keyed signature of `text`, safe in addresses. */
export function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url").slice(0, 32);
}

export function isSignedBy(secret: string, text: string, signature: string): boolean {
  const expected = Buffer.from(sign(secret, text));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
