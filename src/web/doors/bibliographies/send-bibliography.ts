// Sends papers as a file for programs that keep references.
import type { Context } from "hono";
import { asAscii } from "../../../ascii.ts";
import { writeBibliography } from "../../../catalogue/write-bibliography.ts";
import { isKnown } from "../../../conditional.ts";
import {
  bibliographyFormats,
  type BibliographyFormat,
} from "../../../papers/citations/bibliography.ts";
import { oneLineOf } from "../../../papers/citations/plain.ts";
import type { Web } from "../../context.ts";
import { count, figure } from "../../../papers/words.ts";

/** In one file; whoever wants more asks for less at a time. */
export const mostCited = 1000;

interface Sending {
  format: BibliographyFormat;
  /** Of the file, without its ending. */
  name: string;
  /** In their order; the first thousand are written. */
  papers: readonly number[];
  /** How many there are to cite, where that is more. */
  total?: number;
  /** What of the question could not be understood: sentences. */
  mistakes?: readonly string[];
}

/** The same to everybody, and only when it changed. */
export async function sendBibliography(
  c: Context,
  web: Web,
  { format, name, papers, total = papers.length, mistakes = [] }: Sending,
): Promise<Response> {
  const { ending, type } = bibliographyFormats[format];
  const cited = papers.slice(0, mostCited);
  const notes = notesOf({ entries: cited.length, total, mistakes });
  const written = await writeBibliography(web.db, { papers: cited, format });
  const body = [commented(format, notes), written].filter(Boolean).join("\n");
  c.header("X-Total-Count", String(total));
  c.header("X-Robots-Tag", "noindex");
  if (mistakes.length > 0) c.header("X-Query-Mistakes", asAscii(mistakes.join(" ")));
  if (isKnown(c, { state: type + body, caching: "public, max-age=60" })) return c.body(null, 304);
  return c.body(body, 200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${fileName(name)}.${ending}"`,
  });
}

function notesOf({
  entries,
  total,
  mistakes,
}: {
  entries: number;
  total: number;
  mistakes: readonly string[];
}): string[] {
  if (entries === 0) return [...mistakes, "No papers."];
  if (entries === total) return [...mistakes];
  return [...mistakes, `The first ${figure(entries)} of ${count(total, "paper")}.`];
}

/** Only BibTeX has a place for them: what stands between entries is a comment, unless it begins one. */
function commented(format: BibliographyFormat, notes: readonly string[]): string {
  if (format !== "bibtex" && format !== "biblatex") return "";
  return notes.map((note) => `% ${oneLineOf(note).replaceAll("@", "(at)")}\n`).join("");
}

/** Letters that no system or header minds. */
function fileName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^A-Za-z0-9.-]+/g, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  return plain.slice(0, 80) || "papers";
}
