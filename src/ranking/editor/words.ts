// The words of a manuscript as the model counts them: those of its text, and once more those of its
// title, of its comment, and its categories, each under a name of its own.
import type { Manuscript } from "./manuscript.ts";

/** Where a word stands; the text has no prefix. */
const fields = ["text", "title", "comment", "category"] as const;

export type WordField = (typeof fields)[number];

const prefixes = { text: "", title: "title ", comment: "comment ", category: "category " } as const;

// A word may hold hyphens, dots and signs: GPT-4o, 3.5, C++.
const word = /[\p{L}\p{N}](?:[\p{L}\p{N}'+#.-]*[\p{L}\p{N}+#])?/gu;

/** By word, how often it stands there. */
export function wordsOf({ title, abstract, comment, categories }: Manuscript): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (field: WordField, found: Iterable<string>) => {
    for (const each of found) {
      const key = prefixes[field] + each;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  const inTitle = wordsIn(title);
  add("text", inTitle);
  add("text", wordsIn(abstract));
  add("title", inTitle);
  // How many pages and figures says less than that there are some.
  add("comment", wordsIn(comment ?? "").map(withoutNumbers));
  add("category", categories);
  return counts;
}

/**
 * By word that the model knows: how much it counts for, more for the rarer, and for what is said twice
 * more, though not twice as much. Together they are of length 1.
 */
export function valuesOf(
  counts: ReadonlyMap<string, number>,
  rarityOf: (word: string) => number | undefined,
): Map<string, number> {
  const values = new Map<string, number>();
  for (const [word, count] of counts) {
    const rarity = rarityOf(word);
    if (rarity !== undefined) values.set(word, (1 + Math.log(count)) * rarity);
  }
  const length = Math.hypot(...values.values()) || 1;
  for (const [word, value] of values) values.set(word, value / length);
  return values;
}

export function fieldOf(key: string): WordField {
  return fields.find((field) => field !== "text" && key.startsWith(prefixes[field])) ?? "text";
}

/** The word itself, without the name of its field. */
export function bareWord(key: string): string {
  return key.slice(prefixes[fieldOf(key)].length);
}

// Addresses are counted elsewhere, and commands of TeX say nothing.
const noWord = /https?:\/\/\S+|\\[A-Za-z]+/g;

function wordsIn(text: string): string[] {
  return text.replaceAll(noWord, " ").toLowerCase().match(word) ?? [];
}

function withoutNumbers(each: string): string {
  return each.replaceAll(/\d+/g, "0");
}
