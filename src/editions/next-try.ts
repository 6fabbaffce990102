// When arXiv is asked again.
import type { NextRuns } from "./status.ts";

export interface Scheduled {
  /** What the schedule does next; left out while none runs. */
  nextRuns?: NextRuns | undefined;
}

/** By whichever source comes first; `undefined` while that is not known. */
export async function findNextTry({ nextRuns }: Scheduled): Promise<Date | undefined> {
  const runs = (await nextRuns?.()) ?? [];
  return runs
    .filter((run) => run.task.startsWith("arxiv-"))
    .map((run) => run.at)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}
