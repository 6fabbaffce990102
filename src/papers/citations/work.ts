// A paper as a bibliography sees it: a preprint, or an article where its source names a journal.
import { links } from "../../links.ts";
import { arxivOf } from "../identifier.ts";
import { primaryCategory, type Paper } from "../paper.ts";
import { monthOfNumber, yearOf } from "../dates-of-paper.ts";
import { doiOf } from "../annotation.ts";
import { authorsOf, type Author } from "./author.ts";
import { journalOf, type Journal } from "./journal.ts";
import { plain } from "./plain.ts";

export interface Work {
  title: string;
  authors: readonly Author[];
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

/** A page asks for the same one many times, and thousands of names take a while to be told apart. */
const known = new WeakMap<Paper, Readonly<Work>>();

export function workOf(paper: Paper): Readonly<Work> {
  const work = known.get(paper) ?? readWork(paper);
  known.set(paper, work);
  return work;
}

function readWork(paper: Paper): Work {
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
    // The preprint's is not the article's.
    doi: doi ?? (arxiv && !journal ? arxivDoi(arxiv) : undefined),
    url: arxiv ? links.abstractAt(arxiv) : review && links.openReviewAt(review),
    pdf: arxiv && links.pdfAt(arxiv),
    version: arxiv ? (paper.version ?? undefined) : undefined,
    withdrawn: paper.withdrawn,
  };
}

/** An article is of its journal's year, as far as that is told; a preprint of the day of its first version. */
function issuedOf(paper: Paper, journal: Journal | undefined): Issued | undefined {
  if (journal) return journal.year === undefined ? undefined : { year: journal.year };
  const year = yearOf(paper);
  if (year === undefined) return undefined;
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)/.exec(paper.submittedAt ?? "") ?? [];
  if (month) return { year, month: Number(month), day: Number(day) };
  const numbered = monthOfNumber(paper.identifier);
  return numbered?.year === year ? numbered : { year };
}

/** The address to give in a reference: the DOI of what is cited, or its page. */
export function addressOf({ journal, doi, arxiv, url }: Work): string | undefined {
  if (arxiv && !journal) return links.doiAt(arxivDoi(arxiv));
  return doi === undefined ? url : links.doiAt(doi);
}

/** arXiv registers one for each of its papers (info.arxiv.org/help/doi.html). */
function arxivDoi(arxiv: string): string {
  return `10.48550/arXiv.${arxiv}`;
}

/** `2023-10-12`, `2023` */
export function isoDate({ year, month, day }: Issued): string {
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
