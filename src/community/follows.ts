// What readers follow: authors, words, categories and searches, each as a query of the one language.
import { Invalid } from "../errors.ts";
import type { Database, Tables } from "../store/tables.ts";
import type { Acting } from "./acting.ts";
import { readerKey } from "./readers.ts";

export type FollowKind = Tables["follows"]["kind"];

/** What can be followed, as it is to be kept. */
export interface Followable {
  kind: FollowKind;
  /** As others read it: `Yann LeCun`, `cs.RO`. */
  value: string;
  /** What to search for: `au:"Yann LeCun"`, `cat:cs.RO`. */
  query: string;
}

export interface Follow extends Followable {
  id: number;
}

/** Each is looked for on every list that its reader sees. */
export const mostFollowed = 200;

/** In the order in which they were added. */
export async function listFollows(db: Database, { reader }: { reader: number }): Promise<Follow[]> {
  return await db
    .selectFrom("follows")
    .select(["id", "kind", "value", "query"])
    .where("reader_id", "=", reader)
    .orderBy("id")
    .execute();
}

/** What the reader follows who has this mail address; nothing where nobody has it. */
export async function listFollowsOfAddress(db: Database, address: string): Promise<Follow[]> {
  return await db
    .selectFrom("follows")
    .innerJoin("readers", "readers.id", "follows.reader_id")
    .select(["follows.id", "follows.kind", "follows.value", "follows.query"])
    .where("readers.email", "=", readerKey(address))
    .where("readers.email_verified", "=", 1)
    .orderBy("follows.id")
    .execute();
}

/** To follow the same twice is to follow it once. @throws Invalid where it would be too many, TooMany */
export async function follow(
  { db, limits, clock }: Acting,
  { reader, ...followable }: Followable & { reader: number },
): Promise<void> {
  await limits.follow(reader);
  const { kind, value, query } = followable;
  await db.transaction().execute(async (db) => {
    const followed = await listFollows(db, { reader });
    if (followed.some((each) => isSame(each.query, query))) return;
    if (followed.length >= mostFollowed) {
      throw new Invalid(
        `You follow ${mostFollowed} already, which is as many as can be followed. Remove something first.`,
      );
    }
    await db
      .insertInto("follows")
      .values({ reader_id: reader, kind, value, query, at: clock().toISOString() })
      .execute();
  });
}

/** What is not followed stays so. @throws TooMany */
export async function unfollow(
  { db, limits }: Acting,
  { reader, query }: { reader: number; query: string },
): Promise<void> {
  await limits.follow(reader);
  const followed = await listFollows(db, { reader });
  const same = followed.find((each) => isSame(each.query, query));
  if (same) await db.deleteFrom("follows").where("id", "=", same.id).execute();
}

/** As it stands in a sentence: several words of a phrase are one thing. */
export function followName({ kind, value }: Pick<Followable, "kind" | "value">): string {
  return kind === "word" && /\s/.test(value) ? `“${value}”` : value;
}

/** Small and capital letters do not tell two queries apart. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
