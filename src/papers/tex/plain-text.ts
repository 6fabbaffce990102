// Writes what was read as plain text.
import type { Inline, MathInline } from "./inline.ts";
import { definesMacros, longestMath, mendMath } from "./math-source.ts";
import { mathToText } from "./math-writing.ts";

export function writeText(inlines: Inline[]): string {
  return inlines.map(writeOne).join("");
}

function writeOne(item: Inline): string {
  switch (item.kind) {
    case "text":
      return item.text;
    case "styled":
      return writeText(item.children);
    case "link": {
      const label = writeText(item.children);
      return label.includes("://") ? label : `${label} (${item.url})`;
    }
    case "math":
      return writeMath(item);
  }
}

function writeMath({ source, literal, display }: MathInline): string {
  const isShown = source.length <= longestMath && !definesMacros(source);
  const text = (isShown && mathToText(mendMath(source))) || literal;
  return display ? ` ${text} ` : text;
}
