// Tells mathematics from money: `$x$ of $5 and $10`.
import type { MathInline } from "./inline.ts";
import { longestMath } from "./math-source.ts";

export interface FoundMath extends MathInline {
  /** Where the text goes on. */
  end: number;
}

/** Characters that one call may still look ahead, so that ten thousand dollars cost no ten thousand searches. */
export interface LookAhead {
  characters: number;
}

interface Span {
  from: number;
  to: number;
  lookAhead: LookAhead;
}

const environment =
  /\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|displaymath|math)\*?)\}/y;
// Longer segments are found too, so that they are shown as one source.
const farthest = 4 * longestMath;

/** The mathematics that begins at `from`; `undefined` when what stands there is none. */
export function findMath(source: string, span: Span): FoundMath | undefined {
  const { from } = span;
  if (source.startsWith("$$", from)) return between(source, span, "$$", "$$", true);
  if (source[from] === "$") return inDollars(source, span);
  if (source.startsWith("\\(", from)) return between(source, span, "\\(", "\\)", false);
  if (source.startsWith("\\[", from)) return between(source, span, "\\[", "\\]", true);
  environment.lastIndex = from;
  const [begin, name] = environment.exec(source) ?? [];
  if (!begin || !name) return undefined;
  const found = between(source, span, begin, `\\end{${name}}`, true);
  return (
    found && {
      ...found,
      source: /^(equation|displaymath|math)/.test(name) ? found.source : found.literal,
    }
  );
}

function between(
  source: string,
  { from, to, lookAhead }: Span,
  open: string,
  close: string,
  display: boolean,
): FoundMath | undefined {
  const start = from + open.length;
  const limit = Math.min(to, start + farthest, start + lookAhead.characters);
  let at = start;
  while (at < limit && !source.startsWith(close, at)) at += source[at] === "\\" ? 2 : 1;
  lookAhead.characters -= Math.min(at, limit) - start;
  if (at >= limit || at + close.length > to) return undefined;
  const math = source.slice(start, at);
  if (math.trim() === "") return undefined;
  const end = at + close.length;
  return { kind: "math", source: math, literal: source.slice(from, end), display, end };
}

function inDollars(source: string, { from, to, lookAhead }: Span): FoundMath | undefined {
  const start = from + 1;
  const limit = Math.min(to, start + farthest, start + lookAhead.characters);
  const at = closingDollar(source, start, limit);
  lookAhead.characters -= (at ?? limit) - start;
  if (at === undefined) return undefined;
  const math = source.slice(start, at);
  if (!looksLikeMath(math, source.charAt(at + 1))) return undefined;
  return {
    kind: "math",
    source: math,
    literal: source.slice(from, at + 1),
    display: false,
    end: at + 1,
  };
}

/** A dollar within braces belongs to the words in `\text{if $x$}`. */
function closingDollar(source: string, start: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth < 0) return undefined;
    else if (character === "$" && depth === 0) return at;
  }
  return undefined;
}

/**
 * Pandoc's rule, that a dollar opens before and closes after no space and no digit follows, would
 * lose the `$\times$2` and `$ n $` of which arXiv is full; so what is surely mathematics may break
 * it. Prose between two dollars is never mathematics.
 */
function looksLikeMath(math: string, next: string): boolean {
  if (math.trim() === "" || hasProse(math)) return false;
  const strict = /^\S(?:[^]*\S)?$/.test(math) && !/\d/.test(next);
  if (strict) return true;
  const isPrice = /^\s*\d/.test(math) && /\d/.test(next);
  if (isPrice) return hasEvidence(math) && !/\s$/.test(math);
  if (hasEvidence(math)) return true;
  if (/^\d[^]*\s$/.test(math) || /[A-Za-z]{2}\s+[A-Za-z]{2}/.test(math)) return false;
  if (/[<>=+*/-]/.test(math)) return true;
  return !/[A-Za-z]{2}/.test(math) || !/\s/.test(math.trim());
}

function hasEvidence(math: string): boolean {
  return /[\\^_]/.test(math);
}

function hasProse(math: string): boolean {
  // A word of mathematics stands in braces or after a backslash.
  const bare = math.replace(/\{[^{}]*\}/g, "{}").replace(/\\[A-Za-z]+/g, "\\");
  return /(?:^|[\s,])[A-Za-z]{2,}(?:[ ,;-]+[A-Za-z]{2,}){2}/.test(bare);
}
