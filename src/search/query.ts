// What a reader types: words, and "quoted phrases". Everything else is punctuation.

export interface Query {
  /** As typed, trimmed. */
  text: string;
  /** Words and phrases; a phrase holds several words. */
  terms: string[][];
}

/** Longer than the longest title; what is longer is a pasted page, not a query. */
export const longestQuery = 1000;
const mostTerms = 64;

/** @returns the query; without terms when there is nothing to look for. */
export function parseQuery(typed: string): Query {
  const text = typed.replaceAll(/\p{Cc}+/gu, " ").trim();
  const terms: string[][] = [];
  for (const [, quoted, plain] of text.matchAll(/"([^"]*)"|([^"\s]+)/g)) {
    // A hyphenated word is looked for as its parts, side by side, as the index holds it.
    const words = wordsOf(quoted ?? plain ?? "");
    if (words.length > 0 && terms.length < mostTerms) terms.push(words);
  }
  return { text, terms };
}

/** Letters and digits as SQLite's unicode61 tokenizer sees them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
}
