// A document as CommonMark. What is from outside is text there and nothing else.
import { harmless } from "../tex/prepare.ts";
import { texToMarkdown } from "../tex/tex.ts";
import type { Block, Document, Link, Piece } from "./document.ts";
import { asParagraph, escapeMarkdown, markdownAddress } from "./escape-markdown.ts";

export function writeMarkdown(document: Document): string {
  return `${document.map(writeBlock).join("\n\n")}\n`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "heading": {
      const { level, number, words, href } = block;
      const title = line(href === undefined ? words : [{ words, href }]);
      return `${"#".repeat(level)} ${number === undefined ? "" : `${number}. `}${asParagraph(title)}`;
    }
    case "paragraph":
      return asParagraph(line(block.pieces));
    case "facts":
      return block.facts
        .map(({ name, pieces }) => `- **${name}:** ${asParagraph(line(pieces))}`)
        .join("\n");
    case "list":
      return block.items
        .map(({ rest, ...link }) => `- ${asParagraph(line([link, ...rest]))}`)
        .join("\n");
    case "links":
      return block.links.map(writeLink).join(" · ");
    case "quote":
      return quoted([asParagraph(line(block.lead)), "", ...linesOf(block.text)]);
  }
}

function line(pieces: readonly Piece[]): string {
  return pieces.map(writePiece).join("");
}

function writePiece(piece: Piece): string {
  if (typeof piece === "string") return escapeMarkdown(harmless(piece));
  if ("tex" in piece) return texToMarkdown(piece.tex);
  if ("strong" in piece) return `**${escapeMarkdown(harmless(piece.strong))}**`;
  return writeLink(piece);
}

function writeLink({ words, href }: Link): string {
  return `[${line(words)}](${markdownAddress(href)})`;
}

/** Each line of a text on a line of its own. */
function linesOf(text: string): string[] {
  const lines = harmless(text).split("\n");
  return lines.map((each, index) => {
    const written = asParagraph(escapeMarkdown(each));
    const goesOn = written !== "" && (lines[index + 1] ?? "").trim() !== "";
    return goesOn ? `${written}\\` : written;
  });
}

function quoted(lines: readonly string[]): string {
  return lines.map((each) => (each === "" ? ">" : `> ${each}`)).join("\n");
}
