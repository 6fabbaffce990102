// A query as it is kept: one line, without control characters, of bounded length.

/** What is longer is a pasted page, not a query. */
export const longestQuery = 4000;

/** Cleaning what is clean changes nothing. */
export function clean(typed: string): { text: string; isCut: boolean } {
  const line = typed.replaceAll(/\p{Cc}/gu, " ").trim();
  // Half a character is none: it could not stand in an address.
  const text = line
    .slice(0, longestQuery)
    .replace(/[\ud800-\udbff]$/, "")
    .toWellFormed()
    .trimEnd();
  return { text, isCut: line.length > longestQuery };
}
