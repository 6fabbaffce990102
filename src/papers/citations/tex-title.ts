// A title as LaTeX sets it: the mathematics and the emphasis that its authors wrote, all other
// characters as themselves, and braces around what a style must not make small.
import type { Inline, MathInline } from "../tex/inline.ts";
import { readTex } from "../tex/tex.ts";
import { escapeTex } from "./bibtex-text.ts";
import { oneLineOf } from "./plain.ts";

const commands = { em: "emph", strong: "textbf", code: "texttt" };

export function texTitle(title: string): string {
  const inlines = readTex(title);
  const protect = protector(inlines);
  return oneLineOf(inlines.map((each) => write(each, protect)).join(""));
}

type Protect = (text: string) => string;

function write(inline: Inline, protect: Protect): string {
  switch (inline.kind) {
    case "text":
      return protect(inline.text);
    case "styled":
      return `\\${commands[inline.style]}{${inline.children.map((each) => write(each, protect)).join("")}}`;
    case "link":
      return inline.children.map((each) => write(each, protect)).join("");
    case "math":
      return writeMath(inline);
  }
}

/** BibTeX makes letters small in mathematics too, but for what stands in braces. */
function writeMath({ source, literal }: MathInline): string {
  if (!isWhole(source)) return escaped(literal);
  return `{$${source.trim().replaceAll(/(?<!\\)[%#]/g, "\\$&")}$}`;
}

/** BibTeX counts braces even behind a backslash, and LaTeX would take a dollar for the end. */
function isWhole(math: string): boolean {
  let depth = 0;
  for (const character of math) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  return depth === 0 && !/\$|\\$|@\s*[a-z]+\s*\(/i.test(math);
}

/**
 * Styles that want small letters lose nothing but those of common words. Where most words begin with
 * one, as in a sentence, a capital is a name's.
 */
function protector(inlines: readonly Inline[]): Protect {
  const text = inlines.flatMap((each) => (each.kind === "text" ? [each.text] : [])).join(" ");
  const long = [...text.matchAll(/\p{L}{4,}/gu)].slice(1).map(([word]) => word);
  const isSentence = long.filter((word) => /^\p{Lu}/u.test(word)).length * 2 < long.length;
  let isFirst = true;
  return (text) =>
    text
      .split(/([\p{L}\p{M}\p{N}]+)/u)
      .map((part, index) => {
        if (index % 2 === 0) return escaped(part);
        const isName = isSentence && !isFirst && /^\p{Lu}/u.test(part);
        isFirst = false;
        const isFixed = isName || /.\p{Lu}/u.test(part) || (/^\p{Lu}$/u.test(part) && part !== "A");
        return isFixed ? `{${part}}` : part;
      })
      .join("");
}

function escaped(text: string): string {
  return escapeTex(text).replaceAll("\u202f", "\\,").replaceAll("\u00a0", "~");
}
