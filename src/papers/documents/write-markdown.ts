// A document as CommonMark. What is from outside is text there and nothing else.
import { links as addresses } from "../../links.ts";
import { asParagraph, escapeMarkdown, markdownAddress } from "../escape-markdown.ts";
import { harmless } from "../tex/prepare.ts";
import { texToMarkdown } from "../tex/tex.ts";
import {
  datedWords,
  joined,
  type Block,
  type Document,
  type Link,
  type Piece,
} from "./document.ts";

/** @param site where its own paths begin */
export function writeMarkdown(document: Document, site: URL): string {
  return `${document.map((block) => writeBlock(block, site)).join("\n\n")}\n`;
}

function writeBlock(block: Block, site: URL): string {
  const line = (pieces: readonly Piece[]) => writeLine(pieces, site);
  switch (block.kind) {
    case "heading": {
      const { level, number, words, href } = block;
      const title = line(href === undefined ? words : [{ words, href }]);
      return `${"#".repeat(level)} ${number === undefined ? "" : `${number}. `}${asParagraph(title)}`;
    }
    case "paragraph":
      return `${block.isQuote ? "> " : ""}${asParagraph(line(block.pieces))}`;
    case "facts":
      return block.facts
        .map(({ name, said }) => `- **${name}:** ${asParagraph(line(joined(said, "; ")))}`)
        .join("\n");
    case "list":
      return block.items
        .map(({ rest, ...link }) => `- ${asParagraph(line([link, ...rest]))}`)
        .join("\n");
    case "links":
      return block.links.map((link) => line([link])).join(" · ");
    case "quote":
      return quoted([asParagraph(line(block.lead)), "", ...linesOf(block.text)]);
  }
}

function writeLine(pieces: readonly Piece[], site: URL): string {
  return pieces.map((piece) => writePiece(piece, site)).join("");
}

function writePiece(piece: Piece, site: URL): string {
  if (typeof piece === "string") return escapeMarkdown(visible(piece));
  if ("tex" in piece) return texToMarkdown(visible(piece.tex));
  if ("strong" in piece) return `**${writeLine([piece.strong].flat(), site)}**`;
  if ("words" in piece) return writeLink(piece, site);
  return escapeMarkdown(datedWords(piece));
}

function writeLink({ words, href }: Link, site: URL): string {
  return `[${writeLine(words, site)}](${markdownAddress(addresses.wherever(href, site))})`;
}

/** Each line of a text on a line of its own. */
function linesOf(text: string): string[] {
  const lines = visible(text).split("\n");
  return lines.map((each, index) => {
    const written = asParagraph(escapeMarkdown(each));
    const goesOn = written !== "" && (lines[index + 1] ?? "").trim() !== "";
    return goesOn ? `${written}\\` : written;
  });
}

function quoted(lines: readonly string[]): string {
  return lines.map((each) => (each === "" ? ">" : `> ${each}`)).join("\n");
}

/** Nothing hides in it: whoever sees the page, and a model that is given it, read the same. */
function visible(text: string): string {
  return harmless(text).replaceAll(/(?!\s)\p{Cf}+/gu, "");
}
