// The links that sign people in, as better-auth keeps them: under the hash of a token.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";

/** Whose link it is, without using it up; `undefined` when it works no more. */
export async function findLink(
  db: Database,
  token: string,
): Promise<{ address: string; isNew: boolean } | undefined> {
  const row = await db
    .selectFrom("verifications")
    .select("value")
    .where("identifier", "=", hashOf(token))
    // The machine's own clock, since better-auth knows no other: by it the link ends.
    .where("expires_at", ">", new Date().toISOString())
    .executeTakeFirst();
  if (!row) return undefined;
  const { email } = JSON.parse(row.value) as { email: string };
  const reader = await db
    .selectFrom("readers")
    .select("id")
    .where("email", "=", email)
    .executeTakeFirst();
  return { address: email, isNew: reader === undefined };
}

/** No link that was written to this address works any more. */
export async function voidLinks(db: Database, address: string): Promise<void> {
  await db
    .deleteFrom("verifications")
    .where(sql<boolean>`instr(lower(value), ${address}) > 0`)
    .execute();
}

/** All that is kept of a token that only its holder is to know. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
