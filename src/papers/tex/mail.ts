// Writes what was read as the HTML that mail programs show, which is without MathML.
import { escapeHtml } from "./escape.ts";
import type { Inline, MathInline } from "./inline.ts";
import { definesMacros, longestMath, mendMath } from "./math-source.ts";
import { mathToMailHtml } from "./math-writing.ts";

export function writeMailHtml(inlines: Inline[]): string {
  return inlines.map(writeOne).join("");
}

function writeOne(item: Inline): string {
  switch (item.kind) {
    case "text":
      return escapeHtml(item.text);
    case "styled":
      return `<${item.style}>${writeMailHtml(item.children)}</${item.style}>`;
    // Mail programs make links of addresses; a mail should hold no others than ours.
    case "link":
      return writeMailHtml(item.children);
    case "math":
      return writeMath(item);
  }
}

function writeMath({ source, literal, display }: MathInline): string {
  const isShown = source.length <= longestMath && !definesMacros(source);
  const html =
    (isShown && mathToMailHtml(mendMath(source))) || `<code>${escapeHtml(literal)}</code>`;
  return display ? ` ${html} ` : html;
}
