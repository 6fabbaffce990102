// Who somebody is here, as others see it, and what they tell of themselves.
import { Invalid, NotFound } from "../../errors.ts";
import { readableLines } from "../../papers/one-line.ts";
import type { Database } from "../../store/tables.ts";
import type { Acting } from "../acting.ts";
import { findHandleHolder, saysNobody } from "../handles.ts";
import { whyHold } from "../moderation/holding.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Person, ReaderSettings } from "../readers.ts";

export interface Profile extends Person {
  /** When the account was made, ISO 8601. */
  since: string;
  /** Markdown; may be empty. */
  about: string;
  /** `0000-0002-1825-0097`, proved. */
  orcid: string | null;
  /** Whether others see which papers they vote for. */
  showsVotes: boolean;
}

/** Of the reader who has this handle, or had it. @param written as it was typed */
export async function findProfile(db: Database, written: string): Promise<Profile | undefined> {
  const id = await findHandleHolder(db, written);
  if (id === undefined) return undefined;
  const row = await db
    .selectFrom("readers")
    .select(["id", "name", "handle", "role", "created_at", "about", "orcid", "settings"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { created_at, settings, ...profile } = row;
  const { showVotes = false } = JSON.parse(settings) as ReaderSettings;
  return { ...profile, since: created_at, showsVotes: showVotes };
}

/** The same. @throws NotFound */
export async function getProfile(db: Database, written: string): Promise<Profile> {
  const profile = await findProfile(db, written);
  if (profile) return profile;
  throw new NotFound(saysNobody(written));
}

export const longestAbout = 1000;

/** What somebody tells of themselves, as it was typed; it may be nothing. @throws Invalid */
export function parseAbout(written: string): string {
  const about = readableLines(written);
  if ([...about].length > longestAbout) {
    throw new Invalid(`What you tell of yourself has ${longestAbout} characters at most.`);
  }
  return about;
}

interface NewAbout {
  reader: number;
  /** As `parseAbout` gives it. */
  about: string;
}

/**
 * No profile waits for a moderator: what would wait as a comment is refused.
 * @throws Forbidden, Invalid, TooMany
 */
export async function saveAbout(
  { db, limits, clock }: Acting,
  { reader, about }: NewAbout,
): Promise<void> {
  // It is held to what comments are, and nobody tries that out here all day.
  await limits.comment(reader);
  const now = clock();
  await db.transaction().execute(async (db) => {
    // Whoever may not write may still take back what they wrote.
    if (about !== "") {
      await demandVoice(db, { reader, now });
      const because = await whyHold(db, { reader, source: about, now });
      if (because !== undefined) {
        // Which rule it meets is not told: nobody tries out here what moderators look for.
        throw new Invalid(
          "A moderator would have to see this first, so it was not saved. Put it otherwise, without links.",
        );
      }
    }
    await db.updateTable("readers").set({ about }).where("id", "=", reader).execute();
  });
}
