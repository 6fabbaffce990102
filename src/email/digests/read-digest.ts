// A digest as its reader got it, for its page and its feed.
import { sql } from "kysely";
import type { Database } from "../../store/tables.ts";
import type { Letterhead } from "../letters/letterhead.ts";
import type { Card } from "./card.ts";
import type { DigestContents } from "./contents.ts";
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
  const print = openPress(letterhead, { controls: false });
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
  const rows = await db
    .selectFrom("digests")
    .innerJoin("digest_contents", "digest_contents.id", "digests.contents_id")
    // The subject needs the first paper alone.
    .innerJoin("cards", (join) =>
      join
        .onRef("cards.edition", "=", "digests.edition")
        .on("cards.paper_id", "=", sql<number>`contents ->> '$.entries[0].paper'`),
    )
    .select(["digests.edition", "digests.created_at as createdAt", "contents", "card"])
    .where("digests.subscription_id", "=", subscription)
    .orderBy("digests.created_at", "desc")
    .orderBy("digests.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ edition, createdAt, ...written }) => {
    const contents = JSON.parse(written.contents) as DigestContents;
    const lead = JSON.parse(written.card) as Card;
    const subject = subjectOf(contents, new Map([[lead.paper, lead]]));
    return { edition, subject, papers: contents.entries.length, createdAt };
  });
}
