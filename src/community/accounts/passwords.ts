// The password of a reader who wants one. better-auth checks it, and so hashes it too.
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { longestPassword, shortestPassword } from "./rules.ts";

export async function hasPassword(db: Database, reader: number): Promise<boolean> {
  const row = await db
    .selectFrom("credentials")
    .select("id")
    .where("reader_id", "=", reader)
    .where("password", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** In place of the one before. @throws Invalid */
export async function savePassword(
  db: Database,
  {
    reader,
    password,
    hash,
    now,
  }: { reader: number; password: string; hash: (password: string) => Promise<string>; now: Date },
): Promise<void> {
  const { length } = password;
  if (length < shortestPassword || length > longestPassword) {
    throw new Invalid(`A password has ${shortestPassword} to ${longestPassword} characters.`);
  }
  const kept = { password: await hash(password), updated_at: now.toISOString() };
  await db.transaction().execute(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("credentials")
      .set(kept)
      .where("reader_id", "=", reader)
      .where("provider_id", "=", ownProvider)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) return;
    await db
      .insertInto("credentials")
      .values({
        reader_id: reader,
        provider_id: ownProvider,
        account_id: String(reader),
        created_at: kept.updated_at,
        ...kept,
      })
      .execute();
  });
}

export async function removePassword(db: Database, reader: number): Promise<void> {
  await db
    .deleteFrom("credentials")
    .where("reader_id", "=", reader)
    .where("provider_id", "=", ownProvider)
    .execute();
}

/** As better-auth names us among those who vouch for people. */
const ownProvider = "credential";
