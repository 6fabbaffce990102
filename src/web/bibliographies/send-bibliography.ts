// Sends papers as a file for programs that keep references.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { inTurns } from "../../in-turns.ts";
import {
  bibliographyFormats,
  type BibliographyFormat,
} from "../../papers/citations/bibliography.ts";
import { count, figure } from "../views/words.ts";
import type { Web } from "../context.ts";
import type { Format } from "../formats.ts";
import { isKnown } from "../../conditional.ts";

/** The forms of a page that are bibliographies. */
export const bibliographyForms = {
  bib: "bibtex",
  biblatex: "biblatex",
  ris: "ris",
  csl: "csl-json",
} satisfies Partial<Record<Format, BibliographyFormat>>;

export type BibliographyForm = keyof typeof bibliographyForms;

/** In one file; whoever wants more asks for less at a time. */
export const mostCited = 1000;

const atOnce = 100;

interface Sending {
  form: BibliographyForm;
  /** Of the file, without its ending. */
  name: string;
  /** In their order; the first thousand are written. */
  papers: readonly number[];
  /** How many there are to cite, where that is more. */
  total?: number;
}

/** The same to everybody, and only when it changed. */
export async function sendBibliography(
  c: Context,
  web: Web,
  { form, name, papers, total = papers.length }: Sending,
): Promise<Response> {
  const { ending, type, open, join } = bibliographyFormats[bibliographyForms[form]];
  const write = open();
  const entries: string[] = [];
  const cited = papers.slice(0, mostCited);
  for (let from = 0; from < cited.length; from += atOnce) {
    const found = await listPapers(web.db, cited.slice(from, from + atOnce));
    entries.push(...(await inTurns(found, (paper) => write(paper))));
  }
  const body = noteOf(form, { entries: entries.length, total }) + join(entries);
  c.header("X-Total-Count", String(total));
  c.header("X-Robots-Tag", "noindex");
  if (isKnown(c, { state: type + body, caching: "public, max-age=60" })) return c.body(null, 304);
  return c.body(body, 200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${fileName(name)}.${ending}"`,
  });
}

/** Only BibTeX has a place for it: what stands between entries is a comment. */
function noteOf(form: BibliographyForm, { entries, total }: { entries: number; total: number }) {
  if (form !== "bib" && form !== "biblatex") return "";
  if (entries === 0) return "% No papers.\n";
  return entries < total ? `% The first ${figure(entries)} of ${count(total, "paper")}.\n\n` : "";
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
