// Papers as entries of a feed, with what speaks for each.
import { listSubmissions } from "../../../community/submissions/submissions.ts";
import { inTurns } from "../../../in-turns.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Reason } from "../../../ranking/reason.ts";
import type { Database } from "../../context.ts";
import type { ToldEntry } from "./feed.ts";
import { paperEntry } from "./paper-entry.tsx";

export interface Spoken {
  paper: Paper;
  reasons: readonly Reason[];
}

/** @param whyOf what stands before the reasons of a paper, by its number */
export async function tellPapers(
  db: Database,
  spoken: readonly Spoken[],
  whyOf: (paper: number) => readonly string[] = () => [],
): Promise<ToldEntry[]> {
  const papers = spoken.map(({ paper }) => paper.id);
  const submitted = await listSubmissions(db, papers);
  return await inTurns(spoken, ({ paper, reasons }) =>
    paperEntry(paper, { reasons, submission: submitted.get(paper.id), why: whyOf(paper.id) }),
  );
}
