// Mends TeX mathematics that a browser's MathJax forgives and TeX would not.

const forbidden =
  /\\(?:[gex]?def|let|futurelet|(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|expandafter|csname)(?![A-Za-z])/;

/** Whether it defines macros: endless loops begin there, and a paper may define nothing for the next. */
export function definesMacros(source: string): boolean {
  return forbidden.test(source);
}

const mended =
  /\\unicode\{x([0-9a-fA-F]{1,6})\}|\\label\{[^{}]*\}|&(lt|gt|amp);|\\begin\{eqnarray(\*?)\}|\\end\{eqnarray\*?\}|\\[^]|[%&]/g;
const hasColumns = /\\(?:begin|[pbvBV]?matrix|cases|align)/;

/**
 * Spells out what renderers do not know: `\unicode`, `eqnarray`, entities that a feed left, and the
 * bare `%` of "50%", after which TeX would hide the rest.
 */
export function mendMath(source: string): string {
  if (!/[%&\\]/.test(source)) return source;
  const columns = hasColumns.test(source);
  return source.replace(mended, (found, code?: string, entity?: string) => {
    if (code !== undefined) return characterOf(parseInt(code, 16));
    if (entity !== undefined) return entity === "lt" ? "<" : entity === "gt" ? ">" : "\\&";
    if (found.startsWith("\\label{")) return "";
    if (found.startsWith("\\begin{eqn")) return "\\begin{array}{rcl}";
    if (found.startsWith("\\end{eqn")) return "\\end{array}";
    if (found === "%") return "\\%";
    return found === "&" && !columns ? "\\&" : found;
  });
}

function characterOf(code: number): string {
  const isMark = "\\{}$%&#^_~".includes(String.fromCharCode(code));
  if (code < 32 || code > 0x10ffff || isMark) return " ";
  return String.fromCodePoint(code);
}
