// A library as a bibliography, for other programs and for a library elsewhere.
import { writeBibliography } from "../../catalogue/write-bibliography.ts";
import type { BibliographyFormat } from "../../papers/citations/bibliography.ts";
import type { Database } from "../../store/tables.ts";
import type { Own } from "./library.ts";
import { mapKept } from "./shelf.ts";

/** These papers in their order, with the reader's tags as keywords and with the notes. */
export async function exportPapers(
  db: Database,
  { reader, papers, format }: Own & { format: BibliographyFormat },
): Promise<string> {
  return await writeBibliography(db, {
    papers,
    format,
    annotate: async (some) => {
      const kept = await mapKept(db, { reader, papers: some });
      return new Map([...kept].map(([id, { tags, note }]) => [id, { keywords: tags, note }]));
    },
  });
}
