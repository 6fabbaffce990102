// What a backslash begins outside of mathematics: accents, signs, and macros with their arguments.
import { readAccent } from "./accents.ts";
import type { Inline, Style } from "./inline.ts";
import type { InlineList } from "./inline-list.ts";
import { mendMath } from "./math-source.ts";
import { mathSymbols } from "./math-symbols.ts";
import {
  addLink,
  argumentAfter,
  argumentAt,
  type Argument,
  type Range,
  type Reading,
} from "./reading.ts";
import { transposedScript } from "./scripts.ts";
import * as macros from "./text-macros.ts";
import { unescapeAddress } from "./web-address.ts";

/** Reads what the backslash at `range.from` begins; returns where the text goes on. */
export function readMacro(reading: Reading, range: Range, list: InlineList): number {
  const { source } = reading;
  const { from, to } = range;
  const accent = readAccent(source, from);
  if (accent && accent.end <= to) {
    list.addText(accent.text);
    return accent.end;
  }
  nameAt.lastIndex = from + 1;
  const name = nameAt.exec(source)?.[0] ?? "";
  const end = Math.min(from + 1 + name.length, to);
  const rest = { ...range, from: end };
  return (
    readStyled(reading, rest, list, name) ??
    readNamed(reading, rest, list, name) ??
    readBareMath(reading, range, list, name, end) ??
    readSymbol(reading, rest, list, name) ??
    readUnknown(reading, range, list, end)
  );
}
const nameAt = /[A-Za-z]+|[^]/uy;

function readStyled(
  reading: Reading,
  range: Range,
  list: InlineList,
  name: string,
): number | undefined {
  const declared = macros.declarations.get(name);
  if (declared) return readDeclaration(reading, range, list, declared);
  const style = macros.styleMacros.get(name);
  const argument = style && argumentAfter(reading, range.from, range.to);
  if (!argument) return undefined;
  const inCode = range.inCode || style === "code";
  const children = reading.read({ ...range, ...argument, inCode, depth: range.depth + 1 });
  addStyled(list, style, children);
  return argument.end;
}

/** `\em` holds to the end of its group; without a group it would hold for the whole abstract. */
function readDeclaration(
  reading: Reading,
  range: Range,
  list: InlineList,
  style: Style | "plain",
): number {
  const from = afterName(reading.source, range.from);
  if (range.depth === 0 || style === "plain") {
    list.addText(" ");
    return Math.min(from, range.to);
  }
  const inCode = range.inCode || style === "code";
  addStyled(list, style, reading.read({ ...range, from, inCode, depth: range.depth + 1 }));
  return range.to;
}

function addStyled(list: InlineList, style: Style | "plain", children: Inline[]): void {
  if (style === "plain") list.addAll(children);
  else if (children.length > 0) list.add({ kind: "styled", style, children });
}

function afterName(source: string, end: number): number {
  if (source.startsWith("{}", end)) return end + 2;
  return /\s/.test(source.charAt(end)) ? end + 1 : end;
}

/** Macros with arguments that are no mere style. */
function readNamed(
  reading: Reading,
  range: Range,
  list: InlineList,
  name: string,
): number | undefined {
  if (name === "verb") return readVerbatim(reading.source, range, list);
  const argument = argumentAfter(reading, range.from, range.to);
  if (!argument) return undefined;
  const raw = reading.source.slice(argument.from, argument.to);
  const inner = { ...range, ...argument, depth: range.depth + 1 };
  if (macros.references.has(name)) {
    const bracketed = list.endsWith("[");
    list.addText(bracketed ? raw : `[${raw}]`);
  } else if (name === "eqref") {
    list.addText(`(${raw})`);
  } else if (name === "url" || name === "path" || name === "nolinkurl") {
    addLink(list, range, unescapeAddress(raw), []);
  } else if (name === "footnote" || name === "thanks") {
    list.addText(" (");
    list.addAll(reading.read(inner));
    list.addText(")");
  } else if (name === "enquote") {
    list.addText("“");
    list.addAll(reading.read(inner));
    list.addText("”");
  } else if (name === "textsuperscript" || name === "textsubscript") {
    const moved = transposedScript(raw, name === "textsuperscript" ? "^" : "_");
    if (moved === undefined) list.addAll(reading.read(inner));
    else list.addText(moved);
  } else if (name === "unicode") {
    list.addText(mendMath(`\\unicode{${raw}}`));
  } else if (name === "begin" || name === "end") {
    if (!macros.proseEnvironments.has(raw)) return undefined;
    list.addText(" ");
  } else if (!macros.hidden.has(name)) {
    return readTwoArguments(reading, inner, range, list, name);
  }
  return argument.end;
}

function readTwoArguments(
  reading: Reading,
  first: Range & Argument,
  range: Range,
  list: InlineList,
  name: string,
): number | undefined {
  if (!/^(href|textcolor|colorbox|hyperlink|hyperref|SI|qty)$/.test(name)) return undefined;
  const second = argumentAfter(reading, first.end, range.to);
  if (!second && name === "href") {
    addLink(list, range, unescapeAddress(reading.source.slice(first.from, first.to)), []);
    return first.end;
  }
  if (!second) return undefined;
  const inner = { ...first, ...second };
  if (name === "href") {
    const url = unescapeAddress(reading.source.slice(first.from, first.to));
    addLink(list, range, url, reading.read({ ...inner, inLink: true }));
  } else {
    if (name === "SI" || name === "qty") {
      list.addAll(reading.read(first));
      list.addText("\u00a0");
    }
    list.addAll(reading.read(inner));
  }
  return second.end;
}

function readVerbatim(source: string, range: Range, list: InlineList): number | undefined {
  const fence = source.charAt(range.from);
  const close = fence && !/[\sA-Za-z*]/.test(fence) ? source.indexOf(fence, range.from + 1) : -1;
  if (close < 0 || close >= range.to) return undefined;
  const text = source.slice(range.from + 1, close);
  if (text) list.add({ kind: "styled", style: "code", children: [{ kind: "text", text }] });
  return close + 1;
}

/** `\mathbb{R}^n` of an author who forgot the dollars. */
function readBareMath(
  reading: Reading,
  range: Range,
  list: InlineList,
  name: string,
  nameEnd: number,
): number | undefined {
  const { source } = reading;
  let end = nameEnd;
  for (let left = macros.mathMacros.get(name) ?? 0; left > 0; left--) {
    const argument = argumentAfter(reading, end, range.to);
    letterAt.lastIndex = end;
    const letter = argument ? undefined : letterAt.exec(source)?.[0];
    if (!argument && !letter) return undefined;
    end = argument?.end ?? end + (letter?.length ?? 0);
  }
  if (end === nameEnd || end > range.to) return undefined;
  for (let scripts = 0; scripts < 2 && /[\^_]/.test(source.charAt(end)); scripts++) {
    const script = argumentAt(reading, end + 1, range.to);
    if (script) end = script.end;
    else if (/^[A-Za-z0-9]$/.test(source.charAt(end + 1))) end += 2;
  }
  const math = source.slice(range.from, Math.min(end, range.to));
  list.add({ kind: "math", source: math, literal: math, display: false });
  return range.from + math.length;
}
const letterAt = /\s?[A-Za-z0-9]/y;

function readSymbol(
  reading: Reading,
  range: Range,
  list: InlineList,
  name: string,
): number | undefined {
  const { source } = reading;
  const text = macros.textSymbols.get(name) ?? mathSymbols.get(name)?.text;
  if (text === undefined) return undefined;
  let end = range.from;
  // `A \ B` is a difference of sets that nobody marked as mathematics.
  if (name === " " && /^\s$/.test(source.charAt(end - 3))) return undefined;
  if (/^[A-Za-z]/.test(name) && source.startsWith("{}", end)) end += 2;
  // `\etal.` of those whose macro brings no dot.
  const dotted = text.endsWith(".") && source[end] === ".";
  list.addText(dotted ? text.slice(0, -1) : text);
  // `5 \mu m` is one unit.
  if (name === "mu" && /^\s[mgslLAVWFCJTN](?![\p{L}])/u.test(source.slice(end, end + 3))) end++;
  return Math.min(end, range.to);
}

/** An unknown macro is shown as it stands; what is in its braces is read. */
function readUnknown(reading: Reading, range: Range, list: InlineList, end: number): number {
  list.addText(reading.source.slice(range.from, end));
  const argument = argumentAt(reading, end, range.to);
  if (!argument) return end;
  if (argument.from === argument.to) return argument.end;
  list.addText("{");
  list.addAll(reading.read({ ...range, ...argument, depth: range.depth + 1 }));
  list.addText("}");
  return argument.end;
}
