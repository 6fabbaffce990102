// Which comments wait for a moderator before others see them.
import { createHash } from "node:crypto";
import type { Database } from "../../store/tables.ts";
import { folded } from "./folding.ts";
import { findHeldWord, listHeldWords, type HeldWord } from "./held-words.ts";
import { newcomers, readTrust, type Trust } from "./limits.ts";
import { readWritten } from "./written.ts";

interface Held {
  reader: number;
  source: string;
  /** What is said otherwise now. */
  comment?: number;
  now: Date;
}

/** Why a text of this reader waits, in words for its author; `undefined` when it does not. */
export async function whyHold(db: Database, held: Held): Promise<string | undefined> {
  const trust = await readTrust(db, held);
  // They look at what waits, and would only wait for one another.
  if (trust.role === "moderator" || trust.role === "owner") return undefined;
  const written = readWritten(held.source);
  const word = findHeldWord(await listHeldWords(db), written);
  if (word) return looksFirst[word.kind];
  if (trust.isTrusted) return undefined;
  return tooManyLinks(written, trust) ?? (await sameElsewhere(db, held));
}

/** Which it is moderators see in the queue. Whoever advertises would only write it otherwise. */
const looksFirst: Record<HeldWord["kind"], string> = {
  word: "It has a word that is looked at first.",
  domain: "It names a site that is looked at first.",
};

function tooManyLinks({ links }: { links: number }, { shown }: Trust): string | undefined {
  if (links > newcomers.links) return `It has ${links} links, and whoever is new here has few.`;
  if (links > 0 && shown < newcomers.known) {
    return "It has a link, and the first comments of whoever is new here are looked at if they do.";
  }
  return undefined;
}

/** The reader's own words under another paper, or anybody's that moderators hid. */
async function sameElsewhere(
  db: Database,
  { reader, source, comment, now }: Held,
): Promise<string | undefined> {
  const hash = hashOfWords(source);
  if (hash === null) return undefined;
  const since = new Date(now.getTime() - newcomers.sameTextDays * 86_400_000).toISOString();
  const same = await db
    .selectFrom("comments")
    .select("id")
    .where("words_hash", "=", hash)
    .where("at", ">", since)
    .where("id", "is not", comment ?? null)
    .where((where) => where.or([where("reader_id", "=", reader), where("standing", "=", "hidden")]))
    .limit(1)
    .execute();
  // Not whose words: that a comment was hidden is known to its author and moderators alone.
  return same.length > 0 ? "It says the very same as an earlier comment." : undefined;
}

/** The same for texts that say the same; `null` for one so short that it says nothing when it comes twice. */
export function hashOfWords(source: string): string | null {
  const text = folded(source);
  if ([...text].length <= newcomers.shortText) return null;
  return createHash("sha256").update(text).digest("base64url");
}
