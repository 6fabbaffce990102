// A library as a bibliography, for other programs and for a library elsewhere.
import { setImmediate as nextTurn } from "node:timers/promises";
import { listPapers } from "../../catalogue/papers.ts";
import type { Annotation } from "../../papers/annotation.ts";
import { bibtex } from "../../papers/bibtex.ts";
import { cslItem } from "../../papers/csl-json.ts";
import type { Paper } from "../../papers/paper.ts";
import { ris } from "../../papers/ris.ts";
import type { Database } from "../../store/tables.ts";
import type { Own } from "./library.ts";
import { mapKept } from "./shelf.ts";

export const bibliographyFormats = {
  bibtex: { name: "BibTeX", ending: "bib", type: "application/x-bibtex" },
  ris: { name: "RIS", ending: "ris", type: "application/x-research-info-systems" },
  "csl-json": {
    name: "CSL-JSON",
    ending: "json",
    type: "application/vnd.citationstyles.csl+json",
  },
} as const;

export type BibliographyFormat = keyof typeof bibliographyFormats;

const atOnce = 100;

/** These papers in their order, with the reader's tags as keywords and with the notes. */
export async function exportPapers(
  db: Database,
  { reader, papers, format }: Own & { format: BibliographyFormat },
): Promise<string> {
  const write = writers[format];
  const withOwnKey = format === "bibtex" ? openKeys() : (entry: string) => entry;
  const entries: string[] = [];
  for (let from = 0; from < papers.length; from += atOnce) {
    await nextTurn();
    const asked = papers.slice(from, from + atOnce);
    const kept = await mapKept(db, { reader, papers: asked });
    for (const paper of await listPapers(db, asked)) {
      const { tags: keywords = [], note = "" } = kept.get(paper.id) ?? {};
      entries.push(withOwnKey(write(paper, { keywords, note })));
    }
  }
  if (format === "csl-json") return `[\n${entries.join(",\n")}\n]\n`;
  return entries.join("\n");
}

/** Two papers of one author and year may be cited by the same key. */
function openKeys(): (entry: string) => string {
  const used = new Map<string, number>();
  return (entry) =>
    entry.replace(/^(@\w+\{)([^,]*)/, (_, begin: string, key: string) => {
      const times = (used.get(key) ?? 0) + 1;
      used.set(key, times);
      return `${begin}${key}${times > 1 ? `-${times}` : ""}`;
    });
}

const writers: Record<BibliographyFormat, (paper: Paper, annotation: Annotation) => string> = {
  bibtex,
  ris,
  "csl-json": (paper, annotation) => JSON.stringify(cslItem(paper, annotation)),
};
