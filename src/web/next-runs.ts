// What the schedule does next, as far as pages tell.
import type { Web } from "./context.ts";

/** The header Refresh while papers come in: the page renews itself, without a script. */
export const renewAfterS = "3";

/** When arXiv is asked again, by whichever source comes first. */
export async function findNextTry(web: Web): Promise<Date | undefined> {
  const runs = (await web.nextRuns?.()) ?? [];
  return runs
    .filter((run) => run.task.startsWith("arxiv-"))
    .map((run) => run.at)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}
