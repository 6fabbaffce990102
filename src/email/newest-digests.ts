// What a subscription was sent last, for its feed. What still waits in the outbox is there too.
import type { Database } from "../store/tables.ts";
import { outlineHtml, outlineText } from "./digest-outline.tsx";
import type { Letterhead } from "./letterhead.ts";
import { digestName } from "./outbox.ts";
import { openSheets } from "./sheets.ts";
import { subjectOf } from "./subject.ts";

export interface NewestDigest {
  /** Its own for ever. */
  name: string;
  edition: string;
  subject: string;
  composedAt: string;
  html: string;
  text: string;
}

/** Newest first, as far as they are kept. */
export async function listNewestDigests(
  db: Database,
  letterhead: Letterhead,
  { subscription, limit }: { subscription: number; limit: number },
): Promise<NewestDigest[]> {
  const rows = await db
    .selectFrom("digests")
    .select(["id", "edition", "created_at"])
    .where("subscription_id", "=", subscription)
    .where("contents_id", "is not", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const sheets = openSheets(db);
  const digests: NewestDigest[] = [];
  for (const { id, edition, created_at } of rows) {
    const sheet = await sheets.find(id);
    if (!sheet) continue;
    digests.push({
      name: digestName(edition, subscription),
      edition,
      subject: subjectOf(sheet.contents, sheet.cards),
      composedAt: created_at,
      html: outlineHtml(letterhead, sheet),
      text: outlineText(letterhead, sheet),
    });
  }
  return digests;
}
