// CSL-JSON, which pandoc, citeproc and Zotero read (citation-style-language/schema, csl-data.json).
import type { Annotation } from "../annotation.ts";
import type { Paper } from "../paper.ts";
import type { Author } from "./author.ts";
import { citeKey, openKeys } from "./cite-key.ts";
import type { Journal } from "./journal.ts";
import { oneLineOf, plain } from "./plain.ts";
import { workOf, type Issued } from "./work.ts";

/** Writes the items of one file, each under the key by which it is cited in BibTeX, too. */
export function openCsl(): (paper: Paper, annotation?: Annotation) => string {
  const unique = openKeys();
  return (paper, annotation = {}) => JSON.stringify(itemOf(paper, annotation, unique));
}

/** The item of one paper. */
export function cslItem(paper: Paper): object {
  return itemOf(paper, {}, (key) => key);
}

/** The note stands in `annote`, which no style prints. */
function itemOf(
  paper: Paper,
  { keywords = [], note = "" }: Annotation,
  unique: (key: string) => string,
): object {
  const whole = workOf(paper);
  const { title, authors, issued, journal, ...work } = whole;
  const isPreprint = journal === undefined;
  return given({
    id: unique(citeKey(whole)),
    type: isPreprint ? "article" : "article-journal",
    genre: isPreprint && work.repository ? "Preprint" : undefined,
    title,
    author: authors.length > 0 ? authors.map(nameOf) : undefined,
    issued: issued && { "date-parts": [partsOf(issued)] },
    ...(journal && published(journal)),
    DOI: work.doi,
    number: isPreprint && work.arxiv ? `arXiv:${work.arxiv}` : undefined,
    archive: work.repository,
    archive_location: work.arxiv,
    publisher: isPreprint ? work.repository : undefined,
    version: isPreprint && work.version ? String(work.version) : undefined,
    URL: work.url,
    abstract: plain(paper.abstract) || undefined,
    status: work.withdrawn ? "withdrawn" : undefined,
    keyword: keywords.length > 0 ? keywords.map(oneLineOf).join(", ") : undefined,
    annote: note === "" ? undefined : note,
  });
}

function published({ name, volume, issue, pages }: Journal): object {
  return { "container-title": name, volume, issue, page: pages?.replaceAll("–", "-") };
}

function nameOf(author: Author): object {
  if ("literal" in author) return author;
  const { family, given, suffix } = author;
  return suffix === undefined ? { family, given } : { family, given, suffix };
}

function partsOf({ year, month, day }: Issued): number[] {
  return [year, month, day].filter((part) => part !== undefined);
}

function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
