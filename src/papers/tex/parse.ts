// Reads a title or an abstract: TeX's text with mathematics in it. Every character is read once,
// nesting is bounded, and what is not understood stays as it stands.
import { findMath } from "./find-math.ts";
import type { Inline } from "./inline.ts";
import { InlineList } from "./inline-list.ts";
import { mathToText } from "./math-writing.ts";
import { readQuote } from "./quotes.ts";
import { transposedScript } from "./scripts.ts";
import { readMacro } from "./read-macro.ts";
import { addLink, argumentAt, literal, type Range, type Reading } from "./reading.ts";
import { findAddress } from "./web-address.ts";

const deepest = 30;
const special = /[\\$~`'"{}]|--|[\^_](?=[{\d-])|https?:\/\//gi;

/** Reads `source`; takes time in proportion to its length. */
export function parseTex(source: string): Inline[] {
  const reading: Reading = {
    source,
    closers: matchBraces(source),
    closingQuotes: new Map(),
    openQuotes: 0,
    read: (range) => readRange(reading, range),
    lookAhead: { characters: 10 * source.length + 1_000 },
  };
  return readRange(reading, { from: 0, to: source.length, depth: 0, inCode: false, inLink: false });
}

function matchBraces(source: string): Int32Array {
  const closers = new Int32Array(source.includes("{") ? source.length : 0);
  const open: number[] = [];
  if (closers.length === 0) return closers;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "{") open.push(at);
    else if (character === "}") {
      const opening = open.pop();
      if (opening !== undefined) closers[opening] = at;
    }
  }
  return closers;
}

function readRange(reading: Reading, range: Range): Inline[] {
  const { source } = reading;
  const { to } = range;
  const list = new InlineList();
  if (range.depth > deepest) {
    list.addText(source.slice(range.from, to));
    return list.items;
  }
  let at = range.from;
  while (at < to) {
    special.lastIndex = at;
    const stop = Math.min(special.exec(source)?.index ?? to, to);
    list.addText(source.slice(at, stop));
    at = stop < to ? readSpecial(reading, { ...range, from: stop }, list) : to;
  }
  return list.items;
}

/** Reads what begins at `range.from` into `list`; returns where the text goes on. */
function readSpecial(reading: Reading, range: Range, list: InlineList): number {
  const { source } = reading;
  const { from, to } = range;
  switch (source[from]) {
    case "\\":
      return readMath(reading, range, list) ?? readMacro(reading, range, list);
    case "$":
      return readMath(reading, range, list) ?? literal(list, source, from, dollarsAt(source, from));
    case "{":
      return readGroup(reading, range, list);
    case "~":
      list.addText(range.inCode ? "~" : tie(source, from));
      return from + 1;
    case "-":
      return readDash(source, range, list);
    case "^":
    case "_":
      return readScript(reading, range, list);
    case "h":
    case "H":
      return readAddress(source, range, list);
    case "}":
      return literal(list, source, from, 1);
    default:
      return Math.min(readQuoteInto(reading, range, list), to);
  }
}

function dollarsAt(source: string, from: number): number {
  return source[from + 1] === "$" ? 2 : 1;
}

function readMath(reading: Reading, range: Range, list: InlineList): number | undefined {
  const { lookAhead } = reading;
  const math = findMath(reading.source, { from: range.from, to: range.to, lookAhead });
  if (!math) return undefined;
  const { end, ...inline } = math;
  // arXiv's advice for links in abstracts is `$\href{…}{\text{this https URL}}$`.
  if (/^\s*\\href\{/.test(math.source)) {
    const from = range.from + math.literal.indexOf("\\");
    list.addAll(readRange(reading, { ...range, from, to: from + math.source.trim().length }));
  } else if (isRoom.test(math.source)) list.addText("\u202f");
  else list.add(inline);
  return end;
}

// `$\,$` is only room.
const isRoom = /^(?:\s|~|\\[,;: ]|\\q?quad(?![A-Za-z]))+$/;

function readGroup(reading: Reading, range: Range, list: InlineList): number {
  const { source } = reading;
  const argument = argumentAt(reading, range.from, range.to);
  if (!argument) return literal(list, source, range.from, 1);
  const content = source.slice(argument.from, argument.to);
  const children = readRange(reading, { ...range, ...argument, depth: range.depth + 1 });
  // Braces around a word keep its capitals; those around `{0, 1}` were meant to be seen.
  const isTex = /^[\\$]|^[^\p{N}\s{}]?$|^\p{L}[\p{L}\p{N}.'’-]*$/u.test(content);
  if (!isTex) list.addText("{");
  list.addAll(children);
  if (!isTex) list.addText("}");
  return argument.end;
}

/** A tie stands between two words; before a number, after a space, `~` means "about". */
function tie(source: string, at: number): string {
  const before = source.charAt(at - 1);
  const after = source.charAt(at + 1);
  if (/^\s?$/.test(before)) return after === "\\" ? "" : "~";
  if (/[(=[<>,/]/.test(before) || (/\d/.test(before) && /\d/.test(after))) return "~";
  return /^\s$/.test(after) ? "" : "\u00a0";
}

function readDash(source: string, range: Range, list: InlineList): number {
  let end = range.from;
  while (source[end] === "-" && end < range.to) end++;
  const length = end - range.from;
  const isArrow = /[<>!]/.test(source.charAt(range.from - 1) + source.charAt(end));
  if (range.inCode || isArrow || length > 3) return literal(list, source, range.from, length);
  list.addText(length === 3 ? "—" : length === 2 ? "–" : "-");
  return end;
}

/** `10^{-5}`, `CO_{2}` and `n^2` outside of mathematics, as far as Unicode can show them. */
function readScript(reading: Reading, range: Range, list: InlineList): number {
  const { source } = reading;
  const { from, to } = range;
  const mark = source[from] === "^" ? "^" : "_";
  const follows = !range.inCode && /[\p{L}\p{N})\]}]/u.test(source.charAt(from - 1));
  const argument = argumentAt(reading, from + 1, to);
  if (argument) {
    const short = follows && argument.to - argument.from <= 60;
    const content = source.slice(argument.from, argument.to);
    const moved = short ? transposedScript(mathToText(content), mark) : undefined;
    list.addText(moved ?? `${mark}{`);
    if (moved !== undefined) return argument.end;
    list.addAll(readRange(reading, { ...range, ...argument, depth: range.depth + 1 }));
    list.addText("}");
    return argument.end;
  }
  exponentAt.lastIndex = from + 1;
  const exponent = follows && mark === "^" ? exponentAt.exec(source)?.[0] : undefined;
  const moved = exponent && transposedScript(exponent, "^");
  if (!exponent || !moved || from + 1 + exponent.length > to) return literal(list, source, from, 1);
  list.addText(moved);
  return from + 1 + exponent.length;
}
const exponentAt = /-?\d{1,6}/y;

function readAddress(source: string, range: Range, list: InlineList): number {
  const found = findAddress(source, range.from);
  if (!found || found.end > range.to) return literal(list, source, range.from, 1);
  addLink(list, range, found.shown, []);
  return found.end;
}

function readQuoteInto(reading: Reading, range: Range, list: InlineList): number {
  const { source, closingQuotes } = reading;
  const closing = closingQuotes.get(range.from);
  if (closing) {
    list.addText(closing.text);
    return range.from + closing.length;
  }
  const quote = range.inCode ? undefined : readQuote(source, range.from);
  if (!quote) return literal(list, source, range.from, 1);
  // Two primes close nothing: `f''`.
  const isPrime = quote.text === "”" && reading.openQuotes === 0;
  if (isPrime) return literal(list, source, range.from, quote.length);
  list.addText(quote.text);
  if (quote.closing) closingQuotes.set(quote.closing.at, quote.closing);
  else if (quote.text === "“") reading.openQuotes++;
  else if (quote.text === "”") reading.openQuotes--;
  return range.from + quote.length;
}
