// Words and domains that hold a comment back until a moderator has seen it.
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import type { Reader } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import { demandModerator, saveAct } from "./acts.ts";
import { folded } from "./folding.ts";
import { hostOf, isWithin, readWritten, type Written } from "./written.ts";

export interface HeldWord {
  kind: "word" | "domain";
  /** Folded; a word that ends in `*` stands for all that begin so. */
  value: string;
}

export interface ListedWord extends HeldWord {
  at: string;
  /** Who put it there; `null` for a former moderator. */
  by: string | null;
}

/** A longer list is looked through for every comment, and by nobody. */
const mostWords = 1000;
const longestWord = 60;

/** A word, some words, or a domain, as they were typed. @throws Invalid */
export function parseHeldWord(kind: string | undefined, written: string): HeldWord {
  if (kind === "domain") return { kind, value: parseDomain(written) };
  if (kind !== "word") throw new Invalid("Say whether it is a word or a domain.");
  const value = folded(written);
  if (!/^[\p{L}\p{N}][^*\p{Cc}]*\*?$/u.test(value) || [...value].length < 3) {
    throw new Invalid("A word has three letters or more; it may end in * for all that begin so.");
  }
  if ([...value].length > longestWord) {
    throw new Invalid(`A word has ${longestWord} characters at most.`);
  }
  return { kind, value };
}

/** @throws Invalid */
function parseDomain(written: string): string {
  const typed = written.trim().replace(/^\*?\./, "");
  const host = hostOf(/^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`);
  const value = host?.replace(/^www\./, "");
  if (value && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value) && value.length <= 253) return value;
  throw new Invalid("A domain is such as shop.example; what is below it is meant as well.");
}

export async function listHeldWords(db: Database): Promise<ListedWord[]> {
  return await db
    .selectFrom("held_words")
    .leftJoin("readers", "readers.id", "held_words.reader_id")
    .select(["held_words.kind", "held_words.value", "held_words.at", "readers.name as by"])
    .orderBy("held_words.kind", "desc")
    .orderBy("held_words.value")
    .execute();
}

interface Change {
  by: Reader;
  word: HeldWord;
  words: ActWords;
  now: Date;
}

/** @returns the number of the act. @throws Forbidden, Invalid */
export async function addHeldWord(db: Database, change: Change): Promise<number> {
  return await db.transaction().execute(async (db) => {
    const { by, word, now } = change;
    await demandModerator(db, { by, now });
    if (!(await putHeldWord(db, { ...word, reader: by.id, now }))) {
      throw new Invalid(`“${word.value}” is on the list already.`);
    }
    const { words } = await db
      .selectFrom("held_words")
      .select((select) => select.fn.countAll<number>().as("words"))
      .executeTakeFirstOrThrow();
    if (words > mostWords) throw new Invalid(`The list has ${mostWords} entries at most.`);
    return await saveAct(db, { kind: "hold-word", ...change, detail: { word } });
  });
}

/** @returns the number of the act. @throws Forbidden, Invalid */
export async function removeHeldWord(db: Database, change: Change): Promise<number> {
  return await db.transaction().execute(async (db) => {
    await demandModerator(db, change);
    const { word } = change;
    if (!(await takeHeldWord(db, word))) throw new Invalid(`“${word.value}” is not on the list.`);
    return await saveAct(db, { kind: "free-word", ...change, detail: { word } });
  });
}

/** @returns false where it was there already */
export async function putHeldWord(
  db: Database,
  { kind, value, reader, now }: HeldWord & { reader: number | null; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("held_words")
    .values({ kind, value, reader_id: reader, at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** @returns false where it was not there */
export async function takeHeldWord(db: Database, { kind, value }: HeldWord): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("held_words")
    .where("kind", "=", kind)
    .where("value", "=", value)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The first entry of the list that stands in a text. */
export function findHeldWord<Word extends HeldWord>(
  words: readonly Word[],
  { texts, hosts }: Pick<Written, "texts" | "hosts">,
): Word | undefined {
  return words.find(({ kind, value }) =>
    kind === "domain"
      ? hosts.some((host) => isWithin(host, value))
      : texts.some((text) => stands(text, value)),
  );
}

const isLetter = /[\p{L}\p{N}]/u;

/** Whether the word stands there as a word, not within another. */
function stands(text: string, value: string): boolean {
  const isOpen = value.endsWith("*");
  const word = isOpen ? value.slice(0, -1) : value;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = at === 0 ? "" : text[at - 1]!;
    const after = text[at + word.length] ?? "";
    if (!isLetter.test(before) && (isOpen || !isLetter.test(after))) return true;
  }
  return false;
}

/** So many comments are looked through, the latest first. */
const mostLookedThrough = 2000;
const previewDays = 30;

export interface Preview {
  /** How many comments that others see it would have held. */
  held: number;
  /** Of so many of the last month. */
  of: number;
}

/** What an entry would have done within the last month. */
export async function previewHeldWord(
  db: Database,
  { word, now }: { word: HeldWord; now: Date },
): Promise<Preview> {
  const rows = await db
    .selectFrom("comments")
    .select("source")
    .where("at", ">", new Date(now.getTime() - previewDays * 86_400_000).toISOString())
    .where("standing", "=", "shown")
    .orderBy("at", "desc")
    .limit(mostLookedThrough)
    .execute();
  const held = rows.filter(({ source }) => findHeldWord([word], readWritten(source)));
  return { held: held.length, of: rows.length };
}
