// The line that an edition says of itself, under its date and in its text.
import { links } from "../../links.ts";
import { dot, joined, linkTo, type Piece } from "../../papers/documents/document.ts";
import type { Period } from "../../papers/period.ts";
import { count, figure } from "../../papers/words.ts";
import type { Edition } from "../edition.ts";
import { lateAmongOthers, type Receipt } from "../receipt.ts";
import type { Section } from "../sections.ts";

export function editionLine(edition: Edition, receipt: Receipt): Piece[] {
  const { period, section, minutes } = edition;
  // What the site has, whatever this reader mutes.
  const total = edition.total + edition.mutedCount;
  if (minutes !== undefined) return minutesLine(edition, minutes);
  if (section) return sectionLine({ section, period, total });
  return receiptLine({ receipt, period, total });
}

/** `10 minutes: 7 papers · all 265` */
function minutesLine({ entries, total, period, section }: Edition, minutes: number): Piece[] {
  const says = { strong: `${count(minutes, "minute")}: ${count(entries.length, "paper")}` };
  if (entries.length === total) return [says];
  const whole = links.edition(period, { section: section?.address });
  return [says, dot, linkTo(`all ${count(total, "paper")}`, whole)];
}

interface SectionLine {
  section: Section;
  period: Period;
  total: number;
}

/** `12 papers in robot learning · robot AND learning · all sections` */
export function sectionLine({ section, period, total }: SectionLine): Piece[] {
  const { short, category, query } = section;
  return joined(
    [
      [{ strong: `${count(total, "paper")} in ${short}` }],
      ...(category === undefined ? [[queryLink(query)]] : []),
      [linkTo("all sections", links.edition(period))],
    ],
    dot,
  );
}

/** A query, short enough for a line, that leads to all that it finds. */
export function queryLink(query: string): Piece {
  const words = query.length > 80 ? `${query.slice(0, 79)}…` : query;
  return { words: [words], href: links.search(query), as: "query" };
}

interface ReceiptLine {
  receipt: Receipt;
  period: Period;
  total: number;
}

/** `announced 132 · here 132 · hidden 9` */
export function receiptLine({ receipt, period, total }: ReceiptLine): Piece[] {
  if (!receipt.known) return [{ strong: `${count(total, "paper")} here` }];
  const { announced, here, merged, hidden, missing, featured, imported } = receipt;
  const late = lateAmongOthers(receipt);
  const address = links.receipt(period);
  const isShort = missing > 0;
  const parts: (Piece | false)[] = [
    { strong: counted("announced", announced) },
    { strong: counted("here", here), as: isShort ? "short" : undefined },
    isShort && {
      words: [`${figure(missing)}\u00a0missing`],
      href: `${address}#missing`,
      as: "short",
    },
    late > 0 && `${figure(late)}\u00a0late`,
    merged > 0 && counted("merged", merged),
    hidden > 0 && linkTo(counted("hidden", hidden), `${address}#hidden`),
    featured > 0 && `${figure(featured)}\u00a0featured`,
    imported > 0 && `${figure(imported)}\u00a0imported`,
  ];
  return joined(
    parts.flatMap((part) => (part === false ? [] : [[part]])),
    dot,
  );
}

function counted(word: string, papers: number): string {
  return `${word}\u00a0${figure(papers)}`;
}
