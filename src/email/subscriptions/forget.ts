// Deletes what is known of an address, from the tables, from the bytes of their file (secure_delete,
// in store/database.ts) and from the folder of mail. What stays is its keyed hash on the suppression
// list, from which nobody can read it.
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { cutLog } from "../../store/cut-log.ts";
import type { Database } from "../../store/tables.ts";
import { letterFile } from "../sending/mailer.ts";
import { addressKey as addressKeyOf } from "./address.ts";
import type { Signatory } from "./link-tokens.ts";

/** A subscription, and all mail to its address. */
export async function forgetAddress(
  db: Database,
  { id, addressKey, dataDir }: Signatory & { dataDir: string },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    await db.updateTable("bounces").set({ says: null }).where("subscription_id", "=", id).execute();
    await forgetLetters(db, addressKey);
    // Wishes, digests and mail go with it.
    await db.deleteFrom("subscriptions").where("id", "=", id).execute();
  });
  await removeLetters(dataDir, addressKey);
  await cutLog(db);
}

/** The mail that belongs to no subscription, and what mail servers said of the address. */
export async function forgetLetters(db: Database, addressKey: string): Promise<void> {
  // Mail servers quote the address when they refuse it. That mail came back stays counted.
  await db
    .updateTable("bounces")
    .set({ says: null })
    .where(sql<boolean>`instr(lower(says), ${addressKey}) > 0`)
    .execute();
  await db
    .updateTable("mail_pauses")
    .set({ reason: "A mail server refused us." })
    .where(sql<boolean>`instr(lower(reason), ${addressKey}) > 0`)
    .execute();
  await db
    .deleteFrom("outbox")
    .where("subscription_id", "is", null)
    .where(sql<boolean>`lower(recipient) = ${addressKey}`)
    .execute();
}

/** All letters of an account by their message identifiers, also those to an address that was to be its next. */
export async function listLettersOf(db: Database, reader: number): Promise<string[]> {
  const rows = await db
    .selectFrom("outbox")
    .select("message_id")
    .where("reader_id", "=", reader)
    .execute();
  return rows.map((row) => row.message_id);
}

/** Those of these letters that were written to the folder because there is no mail server. */
export async function removeLettersNamed(
  dataDir: string,
  messageIds: readonly string[],
): Promise<void> {
  for (const id of messageIds) await rm(join(dataDir, "mail", letterFile(id)), { force: true });
}

/** Those to an address that were written there. */
export async function removeLetters(dataDir: string, addressKey: string): Promise<void> {
  const folder = join(dataDir, "mail");
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".eml"))) {
    const path = join(folder, name);
    if (recipientsIn(await readHeader(path)).includes(addressKey)) await rm(path, { force: true });
  }
}

const longestHeader = 64 * 1024;

async function readHeader(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeader), 0, longestHeader, 0);
    return buffer.toString("latin1", 0, bytesRead).split(/\r?\n\r?\n/, 1)[0] ?? "";
  } finally {
    await file.close();
  }
}

/** By their keys. */
function recipientsIn(header: string): string[] {
  const [, to = ""] = /^To:((?:.*(?:\r?\n[ \t])?)*)/im.exec(header) ?? [];
  return (to.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? []).map(addressKeyOf);
}
