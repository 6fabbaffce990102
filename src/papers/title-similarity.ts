// How alike two titles are, allowing for what happens to titles on their way through web pages and
// bibliographies: lost `$` and backslashes, lost mathematics, lost ligatures, an ellipsis at the end.
// What does not happen on the way, another number or another word, weighs heavily.
import { texToText } from "./tex/tex.ts";
import { titleKey } from "./title-key.ts";

/** Fewer letters before an ellipsis could begin many titles. */
const shortestBeginning = 30;
/** For what is lost in a known way: the end, or every ligature. */
const nearlyAll = 0.97;
/** A letter too many or too few costs as much as this many letters of the title. */
const letterCost = 3;
const longestCompared = 500;
/** Below this it does not matter how far below. */
const worthALook = 0.4;

/** From 0 to 1; 1 when they differ in nothing but signs, case and the spelling of mathematics. */
export function titleSimilarity(given: string, real: string): number {
  if (given.length > longestCompared || real.length > longestCompared) return 0;
  const realKeys = keysOf(real);
  if (keysOf(given).some((key) => realKeys.includes(key))) return 1;
  if (lostLigatures(given, real)) return nearlyAll;
  const beginning = /^(.*?)\s*(?:…|\.{3,})$/s.exec(given.trim())?.[1];
  if (beginning !== undefined) return beginsWith(realKeys, beginning) ? nearlyAll : 0;
  return Math.max(
    ...spellings(given).flatMap((one) => spellings(real).map((other) => byWords(one, other))),
  );
}

/** The source, and what a reader sees of it. */
function spellings(title: string): string[] {
  return [...new Set([title, texToText(title)])];
}

function keysOf(title: string): string[] {
  return spellings(title)
    .map(titleKey)
    .filter((key) => key !== "");
}

/** Copied from a PDF, "efficient" may have become "e cient". */
function lostLigatures(given: string, real: string): boolean {
  const left = keysOf(given);
  return spellings(real)
    .map((title) => titleKey(title.replace(/f(?:fi|fl|f|i|l)/g, "")))
    .some((key) => key !== "" && left.includes(key));
}

function beginsWith(realKeys: readonly string[], beginning: string): boolean {
  return keysOf(beginning).some(
    (start) => start.length >= shortestBeginning && realKeys.some((key) => key.startsWith(start)),
  );
}

interface Word {
  written: string;
  /** Its letters and digits. */
  key: string;
  /** Within dollars, or a command: the way may have swallowed it. */
  math: boolean;
}

function byWords(given: string, real: string): number {
  const one = wordsOf(given);
  const other = wordsOf(real);
  const plain = other.filter((word) => !word.math);
  const numbers = numbersOf(one);
  const whole = numbersOf(other);
  if (!numbers.every((each) => whole.includes(each))) return 0;
  if (!numbersOf(plain).every((each) => numbers.includes(each))) return 0;
  return Math.max(likeness(one, other), likeness(one, plain));
}

function wordsOf(title: string): Word[] {
  return [...title.matchAll(/\$[^$]*\$|\\[a-zA-Z]+|[^\s\\$–—-]+/g)].flatMap(([written]) => {
    const key = titleKey(written);
    return key === "" ? [] : [{ written, key, math: /^[$\\]/.test(written) }];
  });
}

/** The digits, and the Roman numerals that number the parts of a work. */
function numbersOf(words: readonly Word[]): string[] {
  return words.flatMap(({ written, key }) =>
    /^[IVX]+[.:,]?$/.test(written) ? [key] : (key.match(/\p{N}+/gu) ?? []),
  );
}

/** By the letters that must be put in or taken out to make one of the other. */
function likeness(one: readonly Word[], other: readonly Word[]): number {
  const [these, those] = [lettersOf(one), lettersOf(other)];
  const letters = Math.max(these.length, those.length);
  if (letters === 0) return 0;
  const score = (cost: number) => Math.max(0, 1 - (letterCost * cost) / letters);
  // Quick to see, and never more than the whole truth, since words may also change places.
  const atLeast = distance(lettersOf(without(one, other)), lettersOf(without(other, one)));
  return score(atLeast) < worthALook ? score(atLeast) : score(distance(these, those));
}

function lettersOf(words: readonly Word[]): string {
  return words.map((word) => word.key).join("");
}

/** The words of `one`, less those that `other` has too, as often as it has them. */
function without(one: readonly Word[], other: readonly Word[]): Word[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  return one.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** How many letters must be put in or taken out to make one of the other. */
function distance(one: string, other: string): number {
  const [a, b] = withoutCommonEnds(one, other);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(a[i] === b[j] ? row[j]! : 1 + Math.min(row[j + 1]!, next[j]!));
    }
    row = next;
  }
  return row.at(-1)!;
}

function withoutCommonEnds(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}
