// What the parts of the parser share.
import type { Inline } from "./inline.ts";
import type { InlineList } from "./inline-list.ts";
import type { LookAhead } from "./find-math.ts";
import { safeAddress } from "./web-address.ts";

export interface Reading {
  source: string;
  /** For each `{` where its `}` stands; 0 where it has none. */
  closers: Int32Array;
  closingQuotes: Map<number, { length: number; text: string }>;
  /** How many “ wait for their ”. */
  openQuotes: number;
  /** Reads a part of the source; it stands here so that macros can read their arguments. */
  read(range: Range): Inline[];
  lookAhead: LookAhead;
}

export interface Range {
  from: number;
  to: number;
  depth: number;
  /** In `\texttt`, dashes and quotes stay what they are. */
  inCode: boolean;
  inLink: boolean;
}

/** What stands in braces; `end` is past them. */
export interface Argument {
  from: number;
  to: number;
  end: number;
}

export function argumentAt(reading: Reading, at: number, to: number): Argument | undefined {
  if (reading.source[at] !== "{") return undefined;
  const close = reading.closers[at] ?? 0;
  return close > at && close < to ? { from: at + 1, to: close, end: close + 1 } : undefined;
}

/** The argument after a name, past spaces and `[options]`. */
export function argumentAfter(reading: Reading, at: number, to: number): Argument | undefined {
  options.lastIndex = at;
  const skipped = options.exec(reading.source)?.[0].length ?? 0;
  return argumentAt(reading, at + skipped, to);
}
const options = /\s{0,20}(?:\[[^\][]{0,200}\]\s{0,20}){0,2}/y;

/** Copies `length` characters as they are; returns where the text goes on. */
export function literal(list: InlineList, source: string, from: number, length: number): number {
  list.addText(source.slice(from, from + length));
  return from + length;
}

/** A link, or its label alone where there can be none. Without a label the address is shown. */
export function addLink(list: InlineList, range: Range, shown: string, label: Inline[]): void {
  const children: Inline[] = label.length > 0 ? label : [{ kind: "text", text: shown }];
  const url = range.inLink ? undefined : safeAddress(shown);
  if (url === undefined) list.addAll(children);
  else list.add({ kind: "link", url, children });
}
