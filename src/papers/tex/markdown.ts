// Writes what was read as Markdown, with mathematics as its TeX between dollars.
import { escapeMarkdown, markdownAddress } from "../escape-markdown.ts";
import type { Inline, MathInline } from "./inline.ts";

export function writeMarkdown(inlines: readonly Inline[]): string {
  return inlines.map(writeOne).join("");
}

function writeOne(item: Inline): string {
  switch (item.kind) {
    case "text":
      return escapeMarkdown(item.text);
    case "styled":
      return styled(item.style, writeMarkdown(item.children));
    case "link": {
      // The address is seen, so that no words can hide where it leads.
      const label = writeMarkdown(item.children);
      const address = `<${markdownAddress(item.url)}>`;
      return label.includes("://") ? address : `${label} ${address}`;
    }
    case "math":
      return writeMath(item);
  }
}

function styled(style: "em" | "strong" | "code", words: string): string {
  // Emphasis begins and ends at a letter; within other emphasis it would end that one.
  if (style === "code" || !/^[\p{L}\p{N}](?:[^*]*[\p{L}\p{N}])?$/u.test(words)) return words;
  return style === "em" ? `*${words}*` : `**${words}**`;
}

function writeMath({ source, literal, display }: MathInline): string {
  const tex = harmlessTex(source.replaceAll(/\s+/g, " ").trim());
  // With dollars of its own it would end too early; those within braces are the authors'.
  if (!literal.startsWith("$") && /(?<!\\)\$/.test(tex)) return escapeMarkdown(literal);
  return display ? `$$${tex}$$` : `$${tex}$`;
}

/**
 * The same to TeX, and no HTML, link or code to programs that know no mathematics: a space that TeX does
 * not show keeps apart what would be one.
 */
function harmlessTex(tex: string): string {
  const apart = tex
    .replaceAll(/<(?=[A-Za-z/!?])/g, "< ")
    .replaceAll("](", "] (")
    .replaceAll("`", "\\lq ");
  return isBalanced(apart) ? apart : apart.replaceAll(bracket, (each) => named[each] ?? each);
}

/** What a backslash stands before is taken with it: the bracket behind two of them is one. */
const bracket = /\\[^]|[[\]]/g;
const named: Readonly<Record<string, string>> = { "[": "\\lbrack ", "]": "\\rbrack " };

function isBalanced(tex: string): boolean {
  let open = 0;
  for (const [each] of tex.matchAll(bracket)) {
    if (each === "[") open++;
    else if (each === "]" && --open < 0) return false;
  }
  return open === 0;
}
