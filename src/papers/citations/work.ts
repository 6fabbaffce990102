// A paper as a bibliography sees it: a preprint, or an article where its source names a journal.
import { arxivOf } from "../identifier.ts";
import { primaryCategory, type Paper } from "../paper.ts";
import { yearOf } from "../year.ts";
import { doiOf } from "../annotation.ts";
import { authorsOf, type Author } from "./author.ts";
import { journalOf, type Journal } from "./journal.ts";
import { oneLineOf, plain } from "./plain.ts";

export interface Work {
  title: string;
  authors: Author[];
  issued?: Issued | undefined;
  journal?: Journal | undefined;
  /** Where it lies as a preprint. */
  repository?: "arXiv" | "OpenReview" | undefined;
  /** Without a version: `2310.07896`. */
  arxiv?: string | undefined;
  category?: string | undefined;
  /** Of what was published, or else of the preprint. */
  doi?: string | undefined;
  /** Its page at the source. */
  url?: string | undefined;
  pdf?: string | undefined;
  version?: number | undefined;
  withdrawn: boolean;
}

/** A day, a month or only a year of the calendar, month and day from 1. */
export interface Issued {
  year: number;
  month?: number;
  day?: number;
}

/** Says of a withdrawn paper what a reference has to say of it. */
export const withdrawnNote = "Withdrawn by its authors.";

export function workOf(paper: Paper): Work {
  const arxiv = arxivOf(paper.identifier);
  const journal = paper.journalRef ? journalOf(paper.journalRef) : undefined;
  const review = paper.identifier.startsWith("openreview:")
    ? paper.identifier.slice("openreview:".length)
    : undefined;
  const doi = doiOf(paper);
  return {
    title: plain(paper.title),
    authors: authorsOf(paper.authors),
    issued: issuedOf(paper, journal),
    journal,
    repository: arxiv ? "arXiv" : review ? "OpenReview" : undefined,
    arxiv,
    category: arxiv && primaryCategory(paper),
    // arXiv registers one for each of its papers (info.arxiv.org/help/doi.html).
    doi: doi ?? (arxiv && `10.48550/arXiv.${arxiv}`),
    url: arxiv
      ? `https://arxiv.org/abs/${arxiv}`
      : review && `https://openreview.net/forum?id=${review}`,
    pdf: arxiv && `https://arxiv.org/pdf/${arxiv}`,
    version: arxiv ? (paper.version ?? undefined) : undefined,
    withdrawn: paper.withdrawn,
  };
}

/** An article is of its journal's year; a preprint of the day of its first version. */
function issuedOf(paper: Paper, journal: Journal | undefined): Issued | undefined {
  if (journal?.year !== undefined) return { year: journal.year };
  const year = yearOf(paper);
  if (year === undefined) return undefined;
  if (journal) return { year: Number(year) };
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)/.exec(paper.submittedAt ?? "") ?? [];
  if (month) return { year: Number(year), month: Number(month), day: Number(day) };
  // The number tells when it was sent in: 2310.07896, hep-th/9901001.
  const [, yy, mm] = /^(?:.*\/)?(\d\d)(\d\d)/.exec(arxivOf(paper.identifier) ?? "") ?? [];
  return yy === year.slice(2) ? { year: Number(year), month: Number(mm) } : { year: Number(year) };
}

/** The address to give in a reference: the DOI of what is cited, or its page. */
export function addressOf({ journal, doi, arxiv, url }: Work): string | undefined {
  if (arxiv && !journal) return `https://doi.org/10.48550/arXiv.${arxiv}`;
  return doi === undefined ? url : doiAddress(doi);
}

/** Whatever may stand in a DOI, the address is one that can be followed. */
function doiAddress(doi: string): string {
  return `https://doi.org/${encodeURI(oneLineOf(doi)).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
}

/** `2023-10-12`, `2023` */
export function isoDate({ year, month, day }: Issued): string {
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
