// A library as a bibliography, for other programs and for a library elsewhere.
import { setImmediate as nextTurn } from "node:timers/promises";
import { listPapers } from "../../catalogue/papers.ts";
import {
  bibliographyFormats,
  type BibliographyFormat,
} from "../../papers/citations/bibliography.ts";
import type { Database } from "../../store/tables.ts";
import type { Own } from "./library.ts";
import { mapKept } from "./shelf.ts";

const atOnce = 100;

/** These papers in their order, with the reader's tags as keywords and with the notes. */
export async function exportPapers(
  db: Database,
  { reader, papers, format }: Own & { format: BibliographyFormat },
): Promise<string> {
  const { open, join } = bibliographyFormats[format];
  const write = open();
  const entries: string[] = [];
  for (let from = 0; from < papers.length; from += atOnce) {
    await nextTurn();
    const asked = papers.slice(from, from + atOnce);
    const kept = await mapKept(db, { reader, papers: asked });
    for (const paper of await listPapers(db, asked)) {
      const { tags: keywords = [], note = "" } = kept.get(paper.id) ?? {};
      entries.push(write(paper, { keywords, note }));
    }
  }
  return join(entries);
}
