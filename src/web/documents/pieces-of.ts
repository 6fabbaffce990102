// What a page says, as pieces of a document: a page and its text say the same because one of them is
// read from the other. It reads our own small parts of pages, never anything from outside.
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { Block, Piece } from "../../papers/documents/document.ts";

/** `site` is what paths begin at. */
export async function piecesOf(child: Child, site: URL): Promise<Piece[]> {
  return readPieces(String(await html`${child}`), site);
}

/** The terms of a `dl` with what is said of each. */
export async function factsOf(
  child: Child,
  site: URL,
): Promise<Extract<Block, { kind: "facts" }>["facts"]> {
  const written = String(await html`${child}`);
  return Array.from(written.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs), ([, name, said]) => ({
    name: textOf(name!),
    pieces: readPieces(said!, site),
  }));
}

function readPieces(written: string, site: URL): Piece[] {
  const shown = written
    // What stands there for a narrow window, for the eye alone or for the ear alone.
    .replaceAll(/<span class="(?:phone-only|hidden)">.*?<\/span>/gs, "")
    .replaceAll(/<\/li>\s*<li>/g, "; ");
  const pieces: Piece[] = [];
  for (const [, tag, attributes = "", inner = "", text] of shown.matchAll(part)) {
    if (text !== undefined) add(pieces, textOf(text));
    else if (tag === "strong") pieces.push({ strong: textOf(inner) });
    else pieces.push(linkOf(attributes, inner, site));
  }
  return pieces;
}

const part = /<(a|strong)\b([^>]*)>(.*?)<\/\1>|((?:(?!<(?:a|strong)\b)[^])+)/gs;

function linkOf(attributes: string, inner: string, site: URL): Piece {
  const href = /\bhref="([^"]*)"/.exec(attributes)?.[1] ?? "";
  return { words: [textOf(inner)], href: new URL(textOf(href), site).href };
}

function add(pieces: Piece[], text: string): void {
  if (text !== "") pieces.push(text);
}

function textOf(written: string): string {
  return written
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: keyof typeof characters) => characters[name]);
}

const characters = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
