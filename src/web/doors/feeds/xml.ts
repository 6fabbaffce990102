// Text from outside in XML: escaped, and without the characters that no XML document may hold.
import { escapeHtml } from "../../../papers/tex/escape.ts";

/** As text and within quotes. */
export function safe(text: string): string {
  return escapeHtml(text.toWellFormed().replaceAll(notXml, "\u{fffd}"));
}

/** Plain text as HTML, to be escaped once more. */
export function textAsHtml(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br/>");
}

/** On lines of their own; whatever is nothing is left out. */
export function lines(indent: number, parts: readonly (string | false | undefined)[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `${" ".repeat(indent)}${part}\n`)
    .join("");
}

// What XML 1.0 allows besides: tab, line feed, carriage return, and everything from space on.
// eslint-disable-next-line no-control-regex
const notXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
