// Why an edition has no papers, with all that it takes to say so.
import type { Edition } from "../editions/edition.ts";
import { whyEmpty } from "../editions/empty-day.ts";
import type { Receipt } from "../editions/receipt.ts";
import { dayIn } from "../papers/period.ts";
import type { Web } from "./context.ts";
import { findNextTry } from "./next-runs.ts";
import type { ToldEmpty } from "./views/empty-words.tsx";

/** @param timeZone by which moments are told */
export async function tellEmpty(
  web: Web,
  { edition, receipt, timeZone }: Pick<ToldEmpty, "edition" | "receipt" | "timeZone">,
): Promise<ToldEmpty> {
  const { TIME_ZONE, ARXIV_DEFERRALS: deferrals, SOURCES } = web.config;
  const now = web.clock();
  const gathers = SOURCES.has("arxiv");
  const { period } = edition;
  const why = isWholeEmpty(edition, receipt)
    ? await whyEmpty(web.db, { period, now, timeZone: TIME_ZONE, deferrals, gathers })
    : ({ why: "unknown" } as const);
  return {
    why,
    edition,
    receipt,
    timeZone,
    today: dayIn(TIME_ZONE, now),
    now,
    nextTry: await findNextTry(web),
    gathers,
  };
}

/** A section may be empty on a day on which others are not. */
function isWholeEmpty({ section }: Edition, { here, featured, imported }: Receipt): boolean {
  return section === undefined || here + featured + imported === 0;
}
