import { texToText } from "./tex/tex.ts";

const namedAtMost = 3;

/**
 * The authors that a card names, as plain text, and how many more there are; one more is named
 * rather than counted. Only those named are read, since a paper may have thousands.
 */
export function namedAuthors(authors: readonly string[]): { names: string[]; more: number } {
  const named = authors.length === namedAtMost + 1 ? authors : authors.slice(0, namedAtMost);
  return { names: named.map(texToText), more: authors.length - named.length };
}
