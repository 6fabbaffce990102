// Why an edition has no papers, with all that it takes to say so.
import { explainEmpty } from "../editions/empty-words.ts";
import { dayIn } from "../papers/period.ts";
import type { Web } from "./context.ts";
import { findNextTry } from "./next-runs.ts";
import type { ToldEmpty } from "./views/empty-words.tsx";

/** @param timeZone by which moments are told */
export async function tellEmpty(
  web: Web,
  { edition, receipt, timeZone }: Pick<ToldEmpty, "edition" | "receipt" | "timeZone">,
): Promise<ToldEmpty> {
  const { period, section } = edition;
  const now = web.clock();
  return {
    ...(await explainEmpty(web, { period, section, receipt })),
    edition,
    receipt,
    timeZone,
    today: dayIn(web.config.TIME_ZONE, now),
    now,
    nextTry: await findNextTry(web),
    gathers: web.config.SOURCES.has("arxiv"),
  };
}
