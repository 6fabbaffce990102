// Deletes what is known of an address. What stays is its keyed hash on the suppression list, from
// which nobody can read it.
import { sql } from "kysely";
import type { Database } from "../store/tables.ts";
import type { Signatory } from "./link-tokens.ts";

export async function forgetAddress(db: Database, { id, addressKey }: Signatory): Promise<void> {
  await db.transaction().execute(async (db) => {
    // Mail servers quote the address when they refuse it. That mail came back stays counted.
    await db
      .updateTable("bounces")
      .set({ says: null })
      .where((row) =>
        row.or([
          row("subscription_id", "=", id),
          sql<boolean>`instr(lower(says), ${addressKey}) > 0`,
        ]),
      )
      .execute();
    await db
      .updateTable("mail_pauses")
      .set({ reason: "A mail server refused us." })
      .where(sql<boolean>`instr(lower(reason), ${addressKey}) > 0`)
      .execute();
    // Test mail belongs to no subscription.
    await db
      .deleteFrom("outbox")
      .where("subscription_id", "is", null)
      .where(sql<boolean>`lower(recipient) = ${addressKey}`)
      .execute();
    // Wishes, digests and mail go with it.
    await db.deleteFrom("subscriptions").where("id", "=", id).execute();
  });
}
