// Text from anywhere as CommonMark (spec.commonmark.org/0.31.2) that shows just this text: no markup of
// its own works, neither of CommonMark nor of what GitHub adds to it.
import { oneLine } from "./one-line.ts";

const markup = /[\\`*_[\]<$~|]|&(?=[#\w])|(?<![^\s])#/g;

/** Within a line. */
export function escapeMarkdown(text: string): string {
  return text.replace(markup, "\\$&");
}

/** One line of Markdown that begins no heading, list, quotation or line of its own making. */
export function asParagraph(line: string): string {
  return oneLine(line)
    .replace(/^[-+=>:]/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?!\S)/, "$1\\$2");
}

/** An address, within the brackets of a link or those of an autolink. */
export function markdownAddress(href: string): string {
  return href
    .replaceAll(/[\s\\<>()[\]`*\p{Cc}]/gu, (each) => percentEncoded(each))
    .replaceAll(/&(?=#?\w+;)/g, "&amp;");
}

function percentEncoded(character: string): string {
  return Array.from(Buffer.from(character), (byte) => {
    return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
