// As whom somebody reads lists and searches: what that reader hides is left out, on the pages and through
// the doors for programs alike.
import type { Holder } from "../community/tokens/tokens.ts";
import type { Config } from "../config.ts";
import { dayIn } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { findMuted, openMutes, type Muted } from "./muting.ts";
import type { Clause, Finder } from "./retrieval/clause.ts";
import type { Searcher } from "./search.ts";

interface ListsOf {
  db: Database;
  config: Pick<Config, "TIME_ZONE">;
  clock: () => Date;
}

/** Whose lists whoever asks may see: those of a session, or of a token that may read; else a stranger's. */
export function readerOf(asker: Holder | undefined): number | undefined {
  return asker?.scopes.has("read") === true ? asker.reader.id : undefined;
}

/** What the reader hides, to be left out of a list; `undefined` where there is nothing of the kind. */
export async function openHidden(
  lists: ListsOf & { finder: Finder; log: (message: string, fields: object) => void },
  reader: number | undefined,
): Promise<Muted | undefined> {
  if (reader === undefined) return undefined;
  const { db, finder, log } = lists;
  const muted = await openMutes(db, finder, { reader, today: todayOf(lists) });
  return (
    muted &&
    (async (papers) => {
      try {
        return await muted(papers);
      } catch (error) {
        // A list stands whatever becomes of the index.
        log("What a reader hides could not be found", { error });
        return new Set();
      }
    })
  );
}

/** The same as the index is asked for it. */
export async function findHidden(
  lists: ListsOf,
  reader: number | undefined,
): Promise<Clause | undefined> {
  if (reader === undefined) return undefined;
  return await findMuted(lists.db, { reader, today: todayOf(lists) });
}

/** Who searches, with what they hide. */
export async function searchAs(
  lists: ListsOf,
  reader: number | undefined,
): Promise<Searcher | undefined> {
  return reader === undefined ? undefined : { reader, muted: await findHidden(lists, reader) };
}

function todayOf({ config, clock }: ListsOf) {
  return dayIn(config.TIME_ZONE, clock());
}
