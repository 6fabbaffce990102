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

function writeMath(math: MathInline): string {
  const html = mathInMail(math) ?? `<code>${escapeHtml(math.literal)}</code>`;
  return math.display ? ` ${html} ` : html;
}

/** `undefined` where it can only be shown as it was written. */
export function mathInMail({ source }: MathInline): string | undefined {
  const isShown = source.length <= longestMath && !definesMacros(source);
  return (isShown && mathToMailHtml(mendMath(source))) || undefined;
}
