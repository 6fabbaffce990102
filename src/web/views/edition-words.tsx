// How an edition is called, and the line that it says of itself.
import type { Edition } from "../../editions/edition.ts";
import type { Receipt } from "../../editions/receipt.ts";
import { MinutesLine } from "./handful.tsx";
import { ReceiptLine } from "./receipt.tsx";
import { SectionLine } from "./section-line.tsx";
import { titleWithin } from "./words.ts";

/** `Friday 27 March 2026`, `Robot learning, week 13, 2026, page 2 of 3` */
export function editionTitle({
  period,
  section,
  page = 1,
  pages = 1,
}: Pick<Edition, "period" | "section"> & Partial<Pick<Edition, "page" | "pages">>): string {
  const when = titleWithin(section, period);
  const which = section ? `${section.name}, ${when}` : when;
  return page > 1 ? `${which}, page ${page} of ${pages}` : which;
}

/** What stands under the date. */
export function EditionLine({ edition, receipt }: { edition: Edition; receipt: Receipt }) {
  const { period, section, minutes } = edition;
  // What the site has, whatever this reader mutes.
  const total = edition.total + edition.mutedCount;
  if (minutes !== undefined) return <MinutesLine edition={edition} />;
  if (section) return <SectionLine section={section} period={period} total={total} />;
  return <ReceiptLine receipt={receipt} period={period} total={total} />;
}
