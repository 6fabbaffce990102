// Papers of this catalogue as a bibliography: a hundred at a time, with turns for others in between.
import { inTurns } from "../in-turns.ts";
import type { Annotation } from "../papers/annotation.ts";
import { bibliographyFormats, type BibliographyFormat } from "../papers/citations/bibliography.ts";
import type { Database } from "../store/tables.ts";
import { listPapers } from "./papers.ts";

const atOnce = 100;

interface Writing {
  /** In their order. */
  papers: readonly number[];
  format: BibliographyFormat;
  /** What somebody added to each of some papers. */
  annotate?: (papers: readonly number[]) => Promise<ReadonlyMap<number, Annotation>>;
}

export async function writeBibliography(
  db: Database,
  { papers, format, annotate }: Writing,
): Promise<string> {
  const { open, join } = bibliographyFormats[format];
  const write = open();
  const entries: string[] = [];
  for (let from = 0; from < papers.length; from += atOnce) {
    const asked = papers.slice(from, from + atOnce);
    const added = await annotate?.(asked);
    const found = await listPapers(db, asked);
    entries.push(...(await inTurns(found, (paper) => write(paper, added?.get(paper.id)))));
  }
  return join(entries);
}
