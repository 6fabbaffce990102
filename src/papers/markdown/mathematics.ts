// Mathematics within Markdown: `$x$`, `\(x\)` in a line; `$$…$$`, `\[…\]` and environments in lines of
// their own as well, where no sign of Markdown counts.
import type { Env, StateBlock, StateInline, Token } from "markdown-it";
import { findMath, type FoundMath, type LookAhead } from "../tex/find-math.ts";
import type { MathInline } from "../tex/inline.ts";

/** A rule of markdown-it for dollars and backslashes. */
export function readMath(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax, env } = state;
  if (src[pos] !== "$" && src[pos] !== "\\") return false;
  const found = findMath(src, { from: pos, to: posMax, lookAhead: lookAheadOf(env, src) });
  if (found && isMeant(found)) {
    if (!silent) hold(state.push("math", "", 0), found);
    state.pos = found.end;
    return true;
  }
  // The second of two dollars opens nothing.
  if (!src.startsWith("$$", pos) || pos + 2 > posMax) return false;
  if (!silent) state.pending += "$$";
  state.pos += 2;
  return true;
}

// As many lines as one formula may have; so ten thousand dollars cost no ten thousand searches.
const mostLines = 60;

/** A rule of markdown-it for a formula that has its lines for itself. */
export function readMathBlock(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const from = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!/^(?:\$\$|\\\[|\\begin\{)/.test(state.src.slice(from, from + 7))) return false;
  const last = Math.min(endLine, startLine + mostLines);
  let line = startLine + 1;
  while (line < last && !state.isEmpty(line) && state.sCount[line]! >= state.blkIndent) line++;
  const text = state.getLines(startLine, line, state.blkIndent, false).trimStart();
  const lookAhead = lookAheadOf(state.env, state.src);
  const found = findMath(text, { from: 0, to: text.length, lookAhead });
  if (!found || !isMeant(found) || !/^[ \t]*(?:\n|$)/.test(text.slice(found.end))) return false;
  if (silent) return true;
  const token = state.push("math_block", "", 0);
  token.block = true;
  hold(token, found);
  state.line = startLine + found.literal.split("\n").length;
  token.map = [startLine, state.line];
  return true;
}

/** What a token of either rule holds. */
export function mathIn(token: Token): MathInline {
  return token.meta!["math"] as MathInline;
}

function hold(token: Token, { source, literal, display }: FoundMath): void {
  token.meta = { math: { kind: "math", source, literal, display } satisfies MathInline };
}

/** Whether it is no `\[note\]` whose brackets Markdown was to leave alone, and no code. */
function isMeant({ source, literal }: FoundMath): boolean {
  if (/`|^\\[([][^]*\\[([]/.test(literal)) return false;
  if (literal.startsWith("\\(")) return !/[A-Za-z]{2,}[\s,]+[A-Za-z]{2,}/.test(bare(source));
  if (literal.startsWith("\\[")) {
    const isSure = /^\s|\\[A-Za-z]|[\^_=<>]/.test(source) && !isProse(source);
    return isSure || !/[A-Za-z]{3}|[A-Za-z]{2}[\s,]|^[^A-Za-z+*/]*$/.test(source);
  }
  return !literal.startsWith("$$") || !isProse(source);
}

function isProse(source: string): boolean {
  return /[A-Za-z]{2,}(?:[\s,]+[A-Za-z]{2,}){2}/.test(bare(source));
}

/** Without the words that belong to mathematics. */
function bare(source: string): string {
  return source.replace(/\{[^{}]*\}/g, "{}").replace(/\\[A-Za-z]+/g, "\\");
}

/** One for all of a text, so that it bounds the whole. */
function lookAheadOf(env: Env, source: string): LookAhead {
  return (env["lookAhead"] ??= { characters: 10 * source.length + 1_000 }) as LookAhead;
}
