// Words and domains that hold a comment back until a moderator has seen it.
import { Invalid } from "../../errors.ts";
import { inTurns } from "../../in-turns.ts";
import type { Database } from "../../store/tables.ts";
import type { Reader } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import { demandModerator, saveAct } from "./acts.ts";
import { folded } from "./folding.ts";
import { hostOf, isWithin, ofTheField, readWritten, type Written } from "./written.ts";

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
  if (!/^[\p{L}\p{N}]/u.test(value)) {
    throw new Invalid(
      "A word begins with a letter or a digit: signs alone stand in every formula.",
    );
  }
  if (/[*\p{Cc}]./u.test(value)) {
    throw new Invalid("A * stands at the end alone, for all that begin so.");
  }
  const { length } = [...written.normalize("NFC").trim().replace(/\*$/, "")];
  if (length < (isUnspaced(value[0]!) ? 2 : 3)) {
    throw new Invalid(
      "A word has three letters or more; two in Chinese, Japanese, Korean or Thai.",
    );
  }
  if ([...value].length > longestWord) {
    throw new Invalid(`A word has ${longestWord} characters at most.`);
  }
  return { kind, value };
}

/** @throws Invalid */
function parseDomain(written: string): string {
  const typed = written.trim().replace(/^\*?\./, "");
  if (typed.includes("@")) {
    throw new Invalid("That is an address of mail. A domain is what stands behind its @.");
  }
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
  { texts, spelled, hosts }: Pick<Written, "texts" | "spelled" | "hosts">,
): Word | undefined {
  return words.find(({ kind, value }) =>
    kind === "domain"
      ? hosts.some((host) => isWithin(host, value))
      : texts.some((text) => stands(text, value)) ||
        spelled.some((pieces) => isSpelled(pieces, value)),
  );
}

const isLetter = /[\p{L}\p{N}]/u;

/** Whether it is of a script that puts no spaces between words. */
function isUnspaced(letter: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    letter,
  );
}

/** Whether the word stands there as a word, not within another. */
function stands(text: string, value: string): boolean {
  const isOpen = value.endsWith("*");
  const word = isOpen ? value.slice(0, -1) : value;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = at === 0 ? "" : text[at - 1]!;
    const after = text[at + word.length] ?? "";
    const begins = !isLetter.test(before) || isUnspaced(word[0]!);
    const ends = isOpen || !isLetter.test(after) || isUnspaced(word.at(-1)!);
    if (begins && ends) return true;
  }
  return false;
}

/** Whether some of the pieces, three or more, make the word; two may stand side by side by chance. */
function isSpelled(pieces: string, value: string): boolean {
  const letters = [...value.replaceAll(/[^\p{L}\p{N}]+/gu, "")];
  const found = new RegExp(`(?<![^ ])${letters.join(" ?")}(?![^ ])`, "u").exec(pieces);
  return found !== null && found[0].split(" ").length > 2;
}

/** So many comments are looked through, the latest first. */
const mostLookedThrough = 2000;
const previewDays = 30;

/** An entry that would hold more than this share of what is written is too wide. */
const muchHeld = 0.05;

export interface Preview {
  /** How many comments that others see it would have held. */
  held: number;
  /** Of so many of the last month. */
  of: number;
}

/** Where so much of what is discussed lies that few mean to hold every link to it. */
const oftenCited = ofTheField.concat(
  ["github.com", "huggingface.co", "wikipedia.org", "youtube.com", "nature.com", "springer.com"],
  ["ieee.org", "acm.org", "sciencedirect.com", "biorxiv.org", "aclanthology.org", "mlr.press"],
);

/** Whether an entry is wider than is likely meant, so that it is asked about. */
export function isTooWide({ kind, value }: HeldWord, { held, of }: Preview): boolean {
  const isCited = oftenCited.some((each) => isWithin(each, value) || isWithin(value, each));
  return (kind === "domain" && isCited) || (of > 0 && held / of > muchHeld);
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
  const found = await inTurns(rows, ({ source }) => findHeldWord([word], readWritten(source)));
  const held = found.filter((each) => each !== undefined);
  return { held: held.length, of: rows.length };
}
