// Mends TeX mathematics that a browser's MathJax forgives and TeX would not.
import { harmless } from "./prepare.ts";

/** Longer mathematics is shown as its source. */
export const longestMath = 2_000;

const forbidden =
  /\\(?:[gex]?def|let|futurelet|(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|expandafter|csname)(?![A-Za-z])/;

/** Whether it defines macros: endless loops begin there, and a paper may define nothing for the next. */
export function definesMacros(source: string): boolean {
  return forbidden.test(source);
}

const mended =
  /\\unicode\{x([0-9a-fA-F]{1,6})\}|\\label\{[^{}]*\}|&(lt|gt|amp);|\\(begin|end)\{(eqnarray|align|gather|multline|alignat)\*?\}|\\[^]|[%&#]/g;
const hasColumns = /\\(?:begin|[pbvBV]?matrix|cases|align)/;

/**
 * Spells out what renderers do not know: `\unicode`, `eqnarray`, entities that a feed left, and the
 * bare `%` of "50%", after which TeX would hide the rest.
 */
export function mendMath(source: string): string {
  if (!/[%&#\\]/.test(source)) return source;
  const columns = hasColumns.test(source);
  return source.replace(mended, (found: string, ...groups: (string | undefined)[]) => {
    const [code, entity, edge, environment] = groups;
    if (code !== undefined) return characterOf(parseInt(code, 16));
    if (entity !== undefined) return entity === "lt" ? "<" : entity === "gt" ? ">" : "\\&";
    if (found.startsWith("\\label{")) return "";
    if (environment === "eqnarray")
      return edge === "begin" ? "\\begin{array}{rcl}" : "\\end{array}";
    // Without the star Temml would number the lines.
    if (environment !== undefined) return `\\${edge}{${environment}*}`;
    if (found === "%" || found === "#") return `\\${found}`;
    return found === "&" && !columns ? "\\&" : found;
  });
}

function characterOf(code: number): string {
  const character = code > 0x10ffff ? "" : harmless(String.fromCodePoint(code));
  if (/[{}$%&#_]/.test(character)) return `\\${character}`;
  return /[\\^~]/.test(character) ? " " : character;
}
