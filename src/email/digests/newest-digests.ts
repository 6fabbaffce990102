// What a subscription was sent last, for its feed. What still waits in the outbox is there too.
import type { Database } from "../../store/tables.ts";
import { outlineHtml, outlineText } from "../letters/digest-outline.tsx";
import type { Letterhead } from "../letters/letterhead.ts";
import { openSheets } from "./sheets.ts";
import { subjectOf } from "./subject.ts";

export interface NewestDigest {
  id: number;
  /** Its own for ever, as is what it says. */
  name: string;
  edition: string;
  composedAt: string;
}

export interface OutlinedDigest extends NewestDigest {
  subject: string;
  html: string;
  text: string;
}

/** Newest first. */
export async function listNewestDigests(
  db: Database,
  { subscription, limit }: { subscription: number; limit: number },
): Promise<NewestDigest[]> {
  const rows = await db
    .selectFrom("digests")
    .select(["id", "edition", "created_at as composedAt"])
    .where("subscription_id", "=", subscription)
    .where("contents_id", "is not", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, name: `digest.${row.edition}.${subscription}` }));
}

/** Those of them that are still kept. */
export async function outlineDigests(
  db: Database,
  letterhead: Letterhead,
  digests: readonly NewestDigest[],
): Promise<OutlinedDigest[]> {
  const sheets = openSheets(db);
  const outlined: OutlinedDigest[] = [];
  for (const digest of digests) {
    const sheet = await sheets.find(digest.id);
    if (!sheet) continue;
    outlined.push({
      ...digest,
      subject: subjectOf(sheet.contents, sheet.cards),
      html: outlineHtml(letterhead, sheet),
      text: outlineText(letterhead, sheet),
    });
  }
  return outlined;
}
