// Titles as queries for arXiv's API, and which of the papers found a title may mean. Titles come from
// anybody: only words reach a query, so nothing in a title can break out of it.
import type { PaperRecord } from "../../papers/paper.ts";
import { titleKey } from "../../papers/title-key.ts";
import { decodeAccents } from "../../papers/tex/accents.ts";

const longestTitle = 300;
const fewestWords = 2;
const mostWords = 6;
const shortestWord = 4;
// `Schr"odinger` has lost its backslash; half of it is no word that arXiv knows.
const brokenWord = /\S*\p{L}["'`^~={}]+\p{L}\S*/gu;
const likeness = 0.6;
const mostCandidates = 10;

/** The title as a phrase; `undefined` when it holds no word. */
export function phraseQuery(title: string): string | undefined {
  const words = plainWords(title);
  return words.length > 0 ? `ti:"${words.join(" ")}"` : undefined;
}

/**
 * The title's longest words, in whatever order: damaged mathematics drops out. `undefined` when that
 * leaves less than two, which half of arXiv would match.
 */
export function wordsQuery(title: string): string | undefined {
  const words = new Set(
    plainWords(title.replace(brokenWord, " ")).flatMap((word) => word.split("-")),
  );
  const longest = [...words]
    .filter((word) => word.length >= shortestWord && /^\p{L}+$/u.test(word))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords);
  if (longest.length < fewestWords) return undefined;
  return `(${longest.map((word) => `ti:${word}`).join(" AND ")})`;
}

/** Letters, digits and inner hyphens, in lower case, which no operator of the API is written in. */
function plainWords(title: string): string[] {
  const text = decodeAccents(title.slice(0, longestTitle))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    // The names of commands are no words of the title.
    .replace(/\\[A-Za-z]+/g, " ")
    .replace(/[‐‑]/g, "-")
    .toLowerCase();
  return text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/** Of the records found for many titles, those that this one may mean; the likeliest first. */
export function candidatesFor(title: string, records: readonly PaperRecord[]): PaperRecord[] {
  const key = titleKey(title);
  const words = wordSet(title);
  return records
    .map((record) => ({
      record,
      score: titleKey(record.title) === key ? 2 : overlap(words, wordSet(record.title)),
    }))
    .filter(({ score }) => score >= likeness)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostCandidates)
    .map(({ record }) => record);
}

function wordSet(title: string): Set<string> {
  return new Set(plainWords(title).flatMap((word) => word.split("-")));
}

/** Words in common, from 0 to 1, by what both titles have on average. */
function overlap(one: Set<string>, other: Set<string>): number {
  const size = one.size + other.size;
  return size === 0 ? 0 : (2 * one.intersection(other).size) / size;
}
