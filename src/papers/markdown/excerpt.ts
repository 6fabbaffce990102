// What a comment says, in short.
import type { Token } from "markdown-it";
import { oneLine } from "../one-line.ts";
import { opening } from "../opening.ts";
import { parseMarkdown } from "./parse.ts";
import { writeText } from "./write-text.ts";

/**
 * The beginning of a text in one line of at most `limit` characters and an ellipsis. What somebody else
 * said is what it replies to, and left out, unless it is all that there is.
 */
export function excerpt(source: string, limit: number): string {
  const { tokens } = parseMarkdown(source);
  const text = writeText(withoutQuotations(tokens)) || writeText(tokens);
  return opening(oneLine(text), limit);
}

function withoutQuotations(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ type }) => {
    if (type === "blockquote_open") depth++;
    const isOwn = depth === 0;
    if (type === "blockquote_close") depth--;
    return isOwn;
  });
}
