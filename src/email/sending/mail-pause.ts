// While sending is paused nobody is tried: the owner said so, or a mail server refuses us for what we
// are, and whoever insists burns the list.
import type { Database } from "../../store/tables.ts";

export interface MailPause {
  by: "owner" | "policy";
  /** A sentence. */
  reason: string;
  at: string;
}

/** What a mail server says of us stops mail; webhooks are stopped by the owner alone. */
export async function findPause(
  db: Database,
  channel: "mail" | "webhook" = "mail",
): Promise<MailPause | undefined> {
  let pauses = db.selectFrom("mail_pauses").select(["by", "reason", "at"]);
  if (channel === "webhook") pauses = pauses.where("by", "=", "owner");
  return await pauses.where("ended_at", "is", null).orderBy("id").executeTakeFirst();
}

/** The reason of a pause that goes on already stays. */
export async function pauseMail(
  db: Database,
  { by, reason, now }: { by: MailPause["by"]; reason: string; now: Date },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    if (await findPause(db)) return;
    await db.insertInto("mail_pauses").values({ by, reason, at: now.toISOString() }).execute();
  });
}

export async function resumeMail(db: Database, now: Date): Promise<void> {
  await db
    .updateTable("mail_pauses")
    .set({ ended_at: now.toISOString() })
    .where("ended_at", "is", null)
    .execute();
}

/** `Sending is paused since 27 March at 09:12 UTC: …` */
export function sayPaused({ reason, at }: MailPause): string {
  return `Sending is paused since ${at.slice(0, 16).replace("T", " ")} UTC: ${reason}`;
}
