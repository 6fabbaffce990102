// A document as plain text of 72 columns, for a terminal or a letter, with mathematics in Unicode.
import { links as addresses } from "../../links.ts";
import { readableLine } from "../one-line.ts";
import { harmless } from "../tex/prepare.ts";
import { texToText } from "../tex/tex.ts";
import { displayWidth } from "./display-width.ts";
import {
  datedWords,
  joined,
  type Block,
  type Document,
  type Link,
  type Piece,
} from "./document.ts";
import { wrap } from "./wrap.ts";

const width = 72;

/** @param site where its own paths begin */
export function writePlain(document: Document, site: URL): string {
  return `${document.map((block) => writeBlock(block, site)).join("\n\n")}\n`;
}

function writeBlock(block: Block, site: URL): string {
  const whole = (href: string) => addresses.wherever(href, site);
  switch (block.kind) {
    case "heading": {
      const { level, number, words, href } = block;
      const title = wrap(`${number === undefined ? "" : `${number}. `}${plainLine(words)}`, {
        width,
      });
      return [
        title,
        ...(level === 1 ? [underline(title)] : []),
        ...(href ? [whole(href)] : []),
      ].join("\n");
    }
    case "paragraph":
      return wrap(plainLine(block.pieces), { width, indent: block.isQuote ? "> " : "" });
    case "facts":
      return block.facts
        .map(({ name, said }) =>
          wrap(`${name}: ${plainLine(joined(said, "; "))}`, { width, hanging: "  " }),
        )
        .join("\n");
    case "list":
      return block.items.map((item) => `${writeItem(item)}\n  ${whole(item.href)}`).join("\n");
    case "links":
      return block.links.map(({ words, href }) => `${plainLine(words)}: ${whole(href)}`).join("\n");
    case "quote":
      return [wrap(`${plainLine(block.lead)}:`, { width }), quoted(block.text)].join("\n");
  }
}

function writeItem({ words, rest }: Link & { rest: Piece[] }): string {
  return wrap(`- ${plainLine([...words, ...rest])}`, { width, hanging: "  " });
}

/** Without a break, whatever its width. */
export function plainLine(pieces: readonly Piece[]): string {
  return readableLine(written(pieces));
}

function written(pieces: readonly Piece[]): string {
  return pieces.map(writePiece).join("");
}

function writePiece(piece: Piece): string {
  if (typeof piece === "string") return piece;
  if ("tex" in piece) return texToText(piece.tex);
  if ("strong" in piece) return written([piece.strong].flat());
  return "words" in piece ? written(piece.words) : datedWords(piece);
}

function underline(title: string): string {
  return "=".repeat(Math.max(...title.split("\n").map(displayWidth)));
}

/** Lines that are short enough stay as they are, such as those of a program. */
function quoted(text: string): string {
  return harmless(text)
    .split("\n")
    .map((each) => {
      if (each.trim() === "") return ">";
      const indent = /^ */.exec(each)![0].slice(0, 20);
      return displayWidth(each) <= width - 2
        ? `> ${each.trimEnd()}`
        : wrap(each, { width, indent: `> ${indent}` });
    })
    .join("\n");
}
