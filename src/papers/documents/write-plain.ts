// A document as plain text of 72 columns, for a terminal or a letter, with mathematics in Unicode.
import { readableLine } from "../one-line.ts";
import { harmless } from "../tex/prepare.ts";
import { texToText } from "../tex/tex.ts";
import { displayWidth } from "./display-width.ts";
import type { Block, Document, Link, Piece } from "./document.ts";
import { wrap } from "./wrap.ts";

const width = 72;

export function writePlain(document: Document): string {
  return `${document.map(writeBlock).join("\n\n")}\n`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "heading": {
      const { level, number, words, href } = block;
      const title = wrap(`${number === undefined ? "" : `${number}. `}${line(words)}`, { width });
      return [title, ...(level === 1 ? [underline(title)] : []), ...(href ? [href] : [])].join(
        "\n",
      );
    }
    case "paragraph":
      return wrap(line(block.pieces), { width });
    case "facts":
      return block.facts
        .map(({ name, pieces }) => wrap(`${name}: ${line(pieces)}`, { width, hanging: "  " }))
        .join("\n");
    case "list":
      return block.items.map(writeItem).join("\n");
    case "links":
      return block.links.map(({ words, href }) => `${line(words)}: ${href}`).join("\n");
    case "quote":
      return [wrap(`${line(block.lead)}:`, { width }), quoted(block.text)].join("\n");
  }
}

function writeItem({ words, href, rest }: Link & { rest: Piece[] }): string {
  return `${wrap(`- ${line([...words, ...rest])}`, { width, hanging: "  " })}\n  ${href}`;
}

function line(pieces: readonly Piece[]): string {
  return readableLine(pieces.map(writePiece).join(""));
}

function writePiece(piece: Piece): string {
  if (typeof piece === "string") return piece;
  if ("tex" in piece) return texToText(piece.tex);
  return "strong" in piece ? piece.strong : line(piece.words);
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
