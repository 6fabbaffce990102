// What a reader never wants to see on a list: papers with a word, of an author, in a category.
import { Invalid } from "../errors.ts";
import { readableLine } from "../papers/one-line.ts";
import type { Database, Tables } from "../store/tables.ts";
import { textsIn } from "../store/values-in.ts";
import type { Acting } from "./acting.ts";
import { readerKey } from "./readers.ts";

export type MuteKind = Tables["mutes"]["kind"];

export interface Mute {
  kind: MuteKind;
  value: string;
}

const mostMutes = 200;
const longestValue = 100;

/** @throws Invalid */
export function parseMute(kind: string | undefined, written = ""): Mute {
  if (kind !== "word" && kind !== "author" && kind !== "category") {
    throw new Invalid("Say what to hide: a word, an author or a category.");
  }
  const value = readableLine(written);
  if (!/[\p{L}\p{N}]/u.test(value)) throw new Invalid(needed[kind]);
  if (value.length > longestValue) {
    throw new Invalid(`That is too long: ${longestValue} characters at most.`);
  }
  if (kind === "category" && !/^[\p{L}\p{N}][\p{L}\p{N}. -]*$/u.test(value)) {
    throw new Invalid(`“${value}” is no category. ${needed.category}`);
  }
  return { kind, value };
}

const needed: Record<MuteKind, string> = {
  word: "Write a word, or words that stand side by side.",
  author: "Write the author’s name, as in Geoffrey Hinton.",
  category: "Write a category as in cs.CV, or a whole archive as in cs.",
};

/** What is there already, in whatever case, stays as it is. @throws Invalid when there are too many, TooMany */
export async function addMute(
  { db, limits, clock }: Acting,
  { reader, kind, value }: Mute & { reader: number },
): Promise<void> {
  await limits.library(reader);
  await db.transaction().execute(async (db) => {
    const mutes = await listMutes(db, reader);
    const isKnown = mutes.some(
      (each) => each.kind === kind && each.value.toLowerCase() === value.toLowerCase(),
    );
    if (isKnown) return;
    if (mutes.length >= mostMutes) {
      throw new Invalid(`A list of what to hide has ${mostMutes} entries at most.`);
    }
    await db
      .insertInto("mutes")
      .values({ reader_id: reader, kind, value, at: clock().toISOString() })
      .execute();
  });
}

/** What is not on the list needs no taking off. @throws TooMany */
export async function removeMute(
  { db, limits }: Acting,
  { reader, kind, value }: Mute & { reader: number },
): Promise<void> {
  await limits.library(reader);
  await db
    .deleteFrom("mutes")
    .where("reader_id", "=", reader)
    .where("kind", "=", kind)
    .where("value", "=", value)
    .execute();
}

/** Those of these mail addresses whose readers hide something, each with its reader. */
export async function listHidersAmong(
  db: Database,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("readers")
    .select(["id", "email"])
    .where("email", "in", textsIn(addresses.map(readerKey)))
    .where("email_verified", "=", 1)
    .where("id", "in", (hiders) => hiders.selectFrom("mutes").select("reader_id"))
    .execute();
  const readers = new Map(rows.map(({ email, id }) => [email, id]));
  return new Map(
    addresses.flatMap((address) => {
      const reader = readers.get(readerKey(address));
      return reader === undefined ? [] : [[address, reader] as const];
    }),
  );
}

/** By kind, the newest last. */
export async function listMutes(db: Database, reader: number): Promise<Mute[]> {
  return await db
    .selectFrom("mutes")
    .select(["kind", "value"])
    .where("reader_id", "=", reader)
    .orderBy("kind")
    .orderBy("at")
    .orderBy("value")
    .execute();
}
