// Text as one line, and as lines that can be read.

/** White space collapsed: sources break their lines where they like. */
export function oneLine(text: string): string {
  return / {2}|[^\S ]/.test(text) || text.startsWith(" ") || text.endsWith(" ")
    ? text.replaceAll(/\s+/g, " ").trim()
    : text;
}

/**
 * What somebody typed, as others may read it beside their own words: without anything that ends a
 * line, that is not seen, or that turns the line around.
 */
export function readableLine(written: string): string {
  return written
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/(?!\s)\p{Cf}+/gu, "")
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/** The same of several lines, which end in one way, and whose indents and tabs are kept. */
export function readableLines(written: string): string {
  return written
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

/** Whether it holds what is not seen, where that is no slip but a disguise. */
export function hidesSomething(written: string): boolean {
  return /(?!\s)[\p{Cc}\p{Cf}]/u.test(written);
}
