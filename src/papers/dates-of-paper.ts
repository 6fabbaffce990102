// When a paper came, as far as that is known: sources leave out much, and what they call a date may be none.
import { arxivOf, type Identifier } from "./identifier.ts";
import type { Paper } from "./paper.ts";
import { parseDay, type Day } from "./period.ts";

/** On which it was announced first, or else stood in an edition first. */
export function firstDayOf({ appearances }: Pick<Paper, "appearances">): Day | undefined {
  return announcedOn({ appearances }) ?? appearances[0]?.day;
}

/** The same, or else on which it was sent in. */
export function dayOfPaper(paper: Pick<Paper, "appearances" | "submittedAt">): Day | undefined {
  return firstDayOf(paper) ?? parseDay(paper.submittedAt?.slice(0, 10) ?? "");
}

/** In which it was sent in, announced or numbered. */
export function yearOf(paper: Paper): number | undefined {
  const [year] = /^\d{4}/.exec(paper.submittedAt ?? announcedOn(paper) ?? "") ?? [];
  return year === undefined ? monthOfNumber(paper.identifier)?.year : Number(year);
}

/** The number of an arXiv paper tells when it was sent in: 2310.07896, hep-th/9901001. Months are from 1. */
export function monthOfNumber(identifier: Identifier): { year: number; month: number } | undefined {
  const [, yy, mm] = /^(?:.*\/)?(\d\d)(\d\d)/.exec(arxivOf(identifier) ?? "") ?? [];
  if (yy === undefined) return undefined;
  // arXiv began in 1991.
  return { year: Number(yy) + (Number(yy) > 90 ? 1900 : 2000), month: Number(mm) };
}

/** ISO 8601, in UTC; `undefined` of what is neither a day nor a moment. */
export function momentOf(dayOrMoment: string | null | undefined): string | undefined {
  const time = Date.parse(dayOrMoment ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function announcedOn({ appearances }: Pick<Paper, "appearances">): Day | undefined {
  return appearances.find((each) => each.kind === "announced")?.day;
}
