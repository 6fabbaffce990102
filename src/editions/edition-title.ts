// How an edition is called.
import { periodTitle } from "../papers/period.ts";
import type { Edition } from "./edition.ts";

/** `Friday 27 March 2026`, `Robot learning, week 13, 2026, page 2 of 3` */
export function editionTitle({
  period,
  section,
  page = 1,
  pages = 1,
}: Pick<Edition, "period" | "section"> & Partial<Pick<Edition, "page" | "pages">>): string {
  const when = periodTitle(period);
  const which = section
    ? `${section.name}, ${when.replace(/^(Week|Since)/, (word) => word.toLowerCase())}`
    : when;
  return page > 1 ? `${which}, page ${page} of ${pages}` : which;
}
