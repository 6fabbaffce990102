// BibTeX, and BibLaTeX, which has dates, kinds and archives of its own.
import type { Annotation } from "../annotation.ts";
import type { Paper } from "../paper.ts";
import type { Author } from "./author.ts";
import { escapeTex } from "./bibtex-text.ts";
import { citeKey, openKeys } from "./cite-key.ts";
import { oneLineOf } from "./plain.ts";
import { texTitle } from "./tex-title.ts";
import { isoDate, withdrawnNote, workOf, type Work } from "./work.ts";

export type Dialect = "bibtex" | "biblatex";

type Fields = readonly (readonly [name: string, value: string | undefined])[];

/** Writes the entries of one file, each under a key of its own. */
export function openBibtex(
  dialect: Dialect = "bibtex",
): (paper: Paper, annotation?: Annotation) => string {
  const unique = openKeys();
  return (paper, { keywords = [], note = "" } = {}) => {
    const work = workOf(paper);
    const fields: Fields = [
      ["title", texTitle(paper.title)],
      ["author", work.authors.map(nameOf).join(" and ")],
      ...(dialect === "bibtex" ? bibtexFields(work) : biblatexFields(work)),
      ["note", work.withdrawn ? withdrawnNote : undefined],
      ["keywords", verbatim(keywords.join(", "))],
      [dialect === "bibtex" ? "annote" : "annotation", escapeTex(note)],
    ];
    const lines = fields.flatMap(([name, value]) =>
      value ? [`  ${name} = ${name === "month" ? value : `{${value}}`}`] : [],
    );
    const type = work.journal ? "article" : dialect === "bibtex" ? "misc" : "online";
    return `@${type}{${unique(citeKey(work))},\n${lines.join(",\n")}\n}\n`;
  };
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** The archive's fields are those that arXiv itself writes. */
function bibtexFields({ issued, journal, doi, repository, arxiv, category, url }: Work): Fields {
  return [
    ["year", issued && String(issued.year)],
    ["month", issued?.month === undefined ? undefined : months[issued.month - 1]],
    ...journalFields("journal", journal),
    ["doi", verbatim(doi)],
    ["eprint", arxiv],
    ["archivePrefix", arxiv && repository],
    ["primaryClass", verbatim(category)],
    ["url", verbatim(url)],
  ];
}

function biblatexFields({ issued, journal, doi, arxiv, category, url, version }: Work): Fields {
  return [
    ["date", issued && isoDate(issued)],
    ...journalFields("journaltitle", journal),
    ["version", journal || version === undefined ? undefined : String(version)],
    ["doi", verbatim(doi)],
    ["eprint", arxiv],
    ["eprinttype", arxiv && "arxiv"],
    ["eprintclass", verbatim(category)],
    ["url", verbatim(url)],
  ];
}

function journalFields(as: string, journal: Work["journal"]): Fields {
  return [
    [as, journal && escapeTex(journal.name)],
    ["volume", journal?.volume],
    ["number", journal?.issue?.replaceAll("–", "--")],
    ["pages", journal?.pages?.replaceAll("–", "--")],
  ];
}

/** What stands in braces is one name, whatever words and signs it has. */
function nameOf(author: Author): string {
  if ("literal" in author) return `{${escapeTex(author.literal)}}`;
  const parts = [author.family, author.suffix, author.given];
  return parts
    .filter((part) => part)
    .map((part) =>
      /[,%&#$_]|(^|\s)and(\s|$)/i.test(part!) ? `{${escapeTex(part!)}}` : escapeTex(part!),
    )
    .join(", ");
}

/** Programs follow these as they stand, so nothing in them is escaped; what would end the field goes. */
function verbatim(value: string | undefined): string | undefined {
  return (
    value &&
    oneLineOf(value)
      .replaceAll(/[{}\\]/g, "")
      // Where an entry seems to begin, programs that look for the next one would be misled.
      .replaceAll(/@(?=\s*[a-z]+\s*\()/gi, "%40")
  );
}
