// Who somebody is here, as others see it, and what they tell of themselves.
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import type { Person } from "../discussion/comments.ts";
import { findHandleHolder } from "../handles.ts";
import { whyHold } from "../moderation/holding.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { ReaderSettings } from "../readers.ts";

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

/** The reader who has this handle, or had it. */
export async function findProfile(db: Database, handle: string): Promise<Profile | undefined> {
  const id = await findHandleHolder(db, handle);
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

export const longestAbout = 1000;

/** What somebody tells of themselves, as it was typed; it may be nothing. @throws Invalid */
export function parseAbout(written: string): string {
  const about = written.toWellFormed().replaceAll(/\r\n?/g, "\n").replaceAll("\0", "").trim();
  if ([...about].length > longestAbout) {
    throw new Invalid(`What you tell of yourself has ${longestAbout} characters at most.`);
  }
  return about;
}

export interface NewAbout {
  reader: number;
  /** As `parseAbout` gives it. */
  about: string;
  now: Date;
}

/** No profile waits for a moderator: what would wait as a comment is refused. @throws Forbidden, Invalid */
export async function saveAbout(db: Database, { reader, about, now }: NewAbout): Promise<void> {
  await db.transaction().execute(async (db) => {
    // Whoever may not write may still take back what they wrote.
    if (about !== "") {
      await demandVoice(db, { reader, now });
      const because = await whyHold(db, { reader, source: about, now });
      if (because !== undefined) {
        throw new Invalid(
          `A moderator would have to see this first, so it was not saved. ${because}`,
        );
      }
    }
    await db.updateTable("readers").set({ about }).where("id", "=", reader).execute();
  });
}
