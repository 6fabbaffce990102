// What a fresh instance shows until it has papers of its own: the facts of one July 31, with
// summaries written for this purpose.
import type { Identifier } from "../papers/identifier.ts";
import type { PaperRecord } from "../papers/paper.ts";
import { latestDay } from "../papers/period.ts";
import type { Database } from "../store/tables.ts";
import { catalogueSize } from "./papers.ts";
import facts from "./sample.json" with { type: "json" };
import { savePapers } from "./save-papers.ts";

interface SampleFact {
  title: string;
  summary: string;
  identifier?: string;
  code?: string;
  project?: string;
}

/** Puts the sample into an empty catalogue; does nothing where any paper is. */
export async function showSample(db: Database, now: Date): Promise<void> {
  if ((await catalogueSize(db)).papers > 0) return;
  const day = latestDay({ month: 7, dayOfMonth: 31 }, now)!;
  const records = (facts as SampleFact[]).map((fact): PaperRecord => {
    const { title, summary, identifier, code, project } = fact;
    return {
      title,
      abstract: summary,
      appearances: [{ day, kind: "featured" }],
      ...(identifier && { identifier: identifier as Identifier }),
      ...(code && { codeUrl: code }),
      ...(project && { projectUrl: project }),
    };
  });
  await savePapers(db, records, { now, sample: true });
}
