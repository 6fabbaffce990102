// Lists that were taken in by title, and what was found for each of their lines. They stay, so that
// nothing that was asked for is lost and what was found can be taken later.
import type { Selectable } from "kysely";
import { isDeepStrictEqual } from "node:util";
import type { Mention } from "../../papers/mention.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Database, Tables } from "../../store/tables.ts";

/** What a list says in one line, and which paper that is. */
export interface Match {
  id: number;
  list: number;
  line: number;
  given: Mention;
  /** The paper that it is; while unmatched the nearest one, if any is near. */
  found: PaperRecord | undefined;
  /** Where it was looked for last: `here`, or a source. Empty while nobody could be asked. */
  foundAt: string | undefined;
  state: "matched" | "unmatched" | "taken" | "declined";
  /** Of the titles, from 0 to 1. */
  similarity: number | undefined;
  /** When arXiv was last asked for it. */
  askedAt: string | undefined;
}

export interface List {
  id: number;
  name: string;
  createdAt: string;
  /** In the order of their lines. */
  matches: Match[];
}

export interface Mentioned {
  line: number;
  mention: Mention;
  /** It is here by now, under a name of its own. */
  isHere?: boolean;
}

const rowsAtOnce = 500;
const listsLookedAt = 20;

/**
 * The list of this name that says the same, or a new one; with a match for each line that is not
 * settled. What has come here by another way counts as taken.
 */
export async function openList(
  db: Database,
  { name, mentioned, now }: { name: string; mentioned: readonly Mentioned[]; now: Date },
): Promise<List> {
  return await db.transaction().execute(async (db) => {
    const byLine = new Map(mentioned.map((each) => [each.line, each]));
    const known = await findSameList(db, name, byLine);
    const list = known ?? (await insertList(db, name, now));
    const there = new Set(list.matches.map(({ line }) => line));
    await insertMatches(
      db,
      list.id,
      mentioned.filter(({ line, isHere }) => !isHere && !there.has(line)),
    );
    for (const match of list.matches) {
      if (match.state !== "unmatched" || !byLine.get(match.line)?.isHere) continue;
      await saveMatch(db, { ...match, state: "taken" });
    }
    return (await findList(db, list.id))!;
  });
}

/** What was settled at once the first time is in no match, so a list may hold less than its file. */
async function findSameList(
  db: Database,
  name: string,
  byLine: ReadonlyMap<number, Mentioned>,
): Promise<List | undefined> {
  const rows = await db
    .selectFrom("lists")
    .select("id")
    .where("name", "=", name)
    .orderBy("id", "desc")
    .limit(listsLookedAt)
    .execute();
  for (const { id } of rows) {
    const list = await findList(db, id);
    const common = list?.matches.filter(({ line }) => byLine.has(line)) ?? [];
    if (
      common.length > 0 &&
      common.every(({ line, given }) => isDeepStrictEqual(given, byLine.get(line)?.mention))
    ) {
      return list;
    }
  }
  return undefined;
}

async function insertList(db: Database, name: string, now: Date): Promise<List> {
  const createdAt = now.toISOString();
  const { id } = await db
    .insertInto("lists")
    .values({ name, created_at: createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, name, createdAt, matches: [] };
}

async function insertMatches(
  db: Database,
  list: number,
  mentioned: readonly Mentioned[],
): Promise<void> {
  for (let start = 0; start < mentioned.length; start += rowsAtOnce) {
    await db
      .insertInto("matches")
      .values(
        mentioned.slice(start, start + rowsAtOnce).map(({ line, mention }) => ({
          list_id: list,
          line,
          given: JSON.stringify(mention),
          state: "unmatched" as const,
        })),
      )
      .execute();
  }
}

export async function findList(db: Database, id: number): Promise<List | undefined> {
  const list = await db.selectFrom("lists").selectAll().where("id", "=", id).executeTakeFirst();
  if (!list) return undefined;
  const rows = await db
    .selectFrom("matches")
    .selectAll()
    .where("list_id", "=", id)
    .orderBy("line")
    .execute();
  return { id, name: list.name, createdAt: list.created_at, matches: rows.map(matchOf) };
}

/** Writes down what was found, or what became of it. */
export async function saveMatch(
  db: Database,
  { id, found, foundAt, state, similarity, askedAt }: Match,
): Promise<void> {
  await db
    .updateTable("matches")
    .set({
      found: found ? JSON.stringify(found) : null,
      found_at: foundAt ?? null,
      state,
      similarity: similarity ?? null,
      asked_at: askedAt ?? null,
    })
    .where("id", "=", id)
    .execute();
}

function matchOf(row: Selectable<Tables["matches"]>): Match {
  return {
    id: row.id,
    list: row.list_id,
    line: row.line,
    given: JSON.parse(row.given) as Mention,
    found: row.found === null ? undefined : (JSON.parse(row.found) as PaperRecord),
    foundAt: row.found_at ?? undefined,
    state: row.state,
    similarity: row.similarity ?? undefined,
    askedAt: row.asked_at ?? undefined,
  };
}
