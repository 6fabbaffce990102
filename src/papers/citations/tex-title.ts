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
  const written = oneLineOf(inlines.map((each) => write(each, protect)).join(""));
  // Braces around a word make an entry of what stands before it, for programs that read carelessly.
  return written.replaceAll(/@(?=\s*[a-z]+\s*[{(])/gi, "{@}");
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
  if (!isWhole(source)) return escapeTex(literal);
  return `{$${source.trim().replaceAll(/(?<!\\)[%#]/g, "\\$&")}$}`;
}

/** BibTeX counts braces even behind a backslash, and LaTeX would take a bare dollar for the end. */
function isWhole(math: string): boolean {
  let depth = 0;
  for (const character of math) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return false;
  }
  const bare = math.replaceAll(/\\[^]/g, "");
  return depth === 0 && !/[$\\]/.test(bare) && !/@\s*[a-z]+\s*\(/i.test(math);
}

/**
 * Styles that want small letters lose nothing but those of common words. Where most words begin with
 * one, as in a sentence, a capital is a name's.
 */
function protector(inlines: readonly Inline[]): Protect {
  const text = inlines.flatMap((each) => (each.kind === "text" ? [each.text] : [])).join(" ");
  const others = text.replace(/^[^\p{L}]*\p{L}+/u, "").match(/\p{L}{4,}/gu) ?? [];
  const isSentence =
    others.length > 0 && others.filter((word) => /^\p{Lu}/u.test(word)).length * 2 <= others.length;
  let isFirst = true;
  return (text) =>
    text
      .split(/([\p{L}\p{M}\p{N}]+)/u)
      .map((part, index) => {
        if (index % 2 === 0) return escapeTex(part);
        const isName = isSentence && !isFirst && /^\p{Lu}/u.test(part);
        isFirst = false;
        const isFixed = isName || /.\p{Lu}/u.test(part) || (/^\p{Lu}$/u.test(part) && part !== "A");
        return isFixed ? `{${part}}` : part;
      })
      .join("");
}
