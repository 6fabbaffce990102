// Which comments wait for a moderator before others see them.
import type { Database } from "../../store/tables.ts";
import { folded } from "./folding.ts";
import { findHeldWord, listHeldWords, type HeldWord } from "./held-words.ts";
import { newcomers, readTrust, type Trust } from "./limits.ts";
import { readWritten } from "./written.ts";

interface Held {
  reader: number;
  source: string;
  now: Date;
}

/** Why a text of this reader waits, in words for its author; `undefined` when it does not. */
export async function whyHold(db: Database, held: Held): Promise<string | undefined> {
  const trust = await readTrust(db, held);
  // They look at what waits, and would only wait for one another.
  if (trust.role === "moderator" || trust.role === "owner") return undefined;
  const written = readWritten(held.source);
  const word = findHeldWord(await listHeldWords(db), written);
  if (word) return inWords(word);
  if (trust.isTrusted) return undefined;
  return tooManyLinks(written, trust) ?? (await sameElsewhere(db, held));
}

function inWords({ kind, value }: HeldWord): string {
  return kind === "domain"
    ? `It names ${value}, and what does is looked at first.`
    : `It has the word “${value.replace(/\*$/, "…")}”, and what has it is looked at first.`;
}

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
  { reader, source, now }: Held,
): Promise<string | undefined> {
  const text = folded(source);
  if ([...text].length <= newcomers.shortText) return undefined;
  const since = new Date(now.getTime() - newcomers.sameTextDays * 86_400_000).toISOString();
  const rows = await db
    .selectFrom("comments")
    .select(["source", "standing", "reader_id"])
    .where("at", ">", since)
    .where((where) => where.or([where("reader_id", "=", reader), where("standing", "=", "hidden")]))
    .orderBy("at", "desc")
    .limit(1000)
    .execute();
  const same = rows.filter((row) => folded(row.source) === text);
  if (same.some((row) => row.standing === "hidden")) {
    return "It says the same as a comment that a moderator has hidden.";
  }
  return same.length > 0 ? "You have written the very same elsewhere." : undefined;
}
