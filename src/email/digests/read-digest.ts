// A digest as its reader got it, for its page and its feed.
import type { Database } from "../../store/tables.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import { listNewestDigests } from "./newest-digests.ts";
import { openPress } from "../letters/press.ts";
import { openSheets } from "./sheets.ts";
import { subjectOf } from "./subject.ts";

export interface ReadableDigest {
  edition: string;
  subject: string;
  papers: number;
  /** A whole document, and the part that stands alone. */
  html: string;
  text: string;
}

/** Whoever may read it may do no more. `undefined` where there is none, and where it was tidied away. */
export async function readDigest(
  db: Database,
  {
    letterhead,
    subscription,
    edition,
  }: { letterhead: Letterhead; subscription: { id: number }; edition: string },
): Promise<ReadableDigest | undefined> {
  const row = await db
    .selectFrom("digests")
    .select("id")
    .where("subscription_id", "=", subscription.id)
    .where("edition", "=", edition)
    .executeTakeFirst();
  const sheet = row && (await openSheets(db).find(row.id));
  if (!sheet) return undefined;
  const { addressee } = sheet;
  const print = openPress(letterhead, { write: (text) => text, controls: false });
  return {
    edition,
    subject: subjectOf(sheet.contents, sheet.cards),
    papers: sheet.contents.entries.length,
    ...print({ ...sheet, addressee: { ...addressee, address: masked(addressee.address) } }),
  };
}

/** `a…@university.edu`: whoever is shown the page need not learn whose letter it is. */
function masked(address: string): string {
  return address.replace(/^(.)[^@]*/u, "$1…");
}

export interface PastDigest {
  edition: string;
  subject: string;
  papers: number;
  createdAt: string;
}

/** Those that had papers and are still kept, newest first. */
export async function listDigests(
  db: Database,
  { subscription, limit = 100 }: { subscription: number; limit?: number },
): Promise<PastDigest[]> {
  const sheets = openSheets(db);
  const digests: PastDigest[] = [];
  for (const { id, edition, composedAt } of await listNewestDigests(db, { subscription, limit })) {
    const sheet = await sheets.find(id);
    if (!sheet) continue;
    const { contents, cards } = sheet;
    const papers = contents.entries.length;
    digests.push({ edition, subject: subjectOf(contents, cards), papers, createdAt: composedAt });
  }
  return digests;
}
