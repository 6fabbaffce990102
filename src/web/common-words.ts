// Words that so many papers hold that to follow them says little, and to hide them hides a lot.
import { catalogueSize } from "../catalogue/papers.ts";
import { sectionOptions } from "../editions/sections.ts";
import { openFollowed } from "../search/followed.ts";
import type { Web } from "./context.ts";
import { figure } from "../papers/words.ts";

/** A word in more than this part of all papers is common. */
const commonPart = 1 / 5;

/** How many papers each of these queries finds; `undefined` for those that are not common. */
export async function countCommon(
  web: Web,
  queries: readonly string[],
): Promise<(number | undefined)[]> {
  if (queries.length === 0) return [];
  const { finder, today } = sectionOptions(web);
  try {
    const follows = queries.map((query) => ({ query }));
    const { countEach } = await openFollowed(web.db, finder, { follows, today });
    const counts = await countEach({ first: "1900-01-01", last: "9999-12-31" });
    const { papers } = await catalogueSize(web.db);
    return counts.map((each) => (each > papers * commonPart ? each : undefined));
  } catch (error) {
    // The list stands whatever becomes of the index.
    web.log("How common words are could not be counted", { error });
    return queries.map(() => undefined);
  }
}

/** `5,819 papers hold it` */
export function saysCommon(papers: number): string {
  return papers === 1 ? "1 paper holds it" : `${figure(papers)} papers hold it`;
}
