// The address of the feed of what a reader follows: a signed token that opens the feed and nothing
// else, until its reader asks for another one.
import { isSignedBy, sign } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import { findReader, saveReaderSettings, type Reader } from "./readers.ts";

const written = /^(\d{1,15})\.([\w-]{32})$/;

export function followFeedToken(secret: string, reader: Reader): string {
  return `${reader.id}.${sign(secret, signed(reader))}`;
}

/** Whose feed it is; `undefined` where the token is not, or no more, anybody's. */
export async function findFollowFeedReader(
  db: Database,
  { secret, token }: { secret: string; token: string },
): Promise<Reader | undefined> {
  const [, id, signature = ""] = written.exec(token) ?? [];
  const reader = id === undefined ? undefined : await findReader(db, Number(id));
  return reader && isSignedBy(secret, signed(reader), signature) ? reader : undefined;
}

/** The address that was given out so far opens nothing any more. */
export async function renewFollowFeed(db: Database, reader: Reader): Promise<void> {
  const followFeed = (reader.settings.followFeed ?? 0) + 1;
  await saveReaderSettings(db, { reader, change: { followFeed } });
}

// The moment is signed too: a number may come again after its account was deleted.
function signed({ id, since, settings }: Reader): string {
  return `following ${id} ${since} ${settings.followFeed ?? 0}`;
}
