// RIS, which all reference managers read: a tag and a value a line.
import type { Annotation } from "../annotation.ts";
import type { Paper } from "../paper.ts";
import type { Author } from "./author.ts";
import type { Journal } from "./journal.ts";
import { oneLineOf, plain } from "./plain.ts";
import { withdrawnNote, workOf, type Issued } from "./work.ts";

type Values = readonly (readonly [tag: string, value: string | undefined])[];

/** An entry. Every value has a line of its own, and so has every line of a note. */
export function ris(paper: Paper, { keywords = [], note = "" }: Annotation = {}): string {
  const work = workOf(paper);
  const notes = [
    ...(work.withdrawn ? [withdrawnNote] : []),
    ...(note === "" ? [] : note.split("\n")),
  ];
  const values: Values = [
    // Preprints are unknown to the format, and what Crossref calls them (UNPB) becomes an article of
    // no journal in Zotero; a manuscript is understood by all.
    ["TY", work.journal ? "JOUR" : "MANSCPT"],
    ["TI", work.title],
    ...work.authors.map((author) => ["AU", nameOf(author)] as const),
    ...dates(work.issued),
    ...published(work.journal),
    ["DO", work.doi],
    ["AN", work.arxiv && `arXiv:${work.arxiv}`],
    ["DB", work.repository],
    ["M3", work.journal || !work.repository ? undefined : "Preprint"],
    ["AB", plain(paper.abstract) || undefined],
    ["UR", work.url],
    ["L1", work.pdf],
    ...keywords.map((keyword) => ["KW", oneLineOf(keyword)] as const),
    ...notes.map((line) => ["N1", line] as const),
  ];
  const lines = values.filter(([, value]) => value !== undefined);
  return `${lines.map(([tag, value]) => `${tag}  - ${value}`).join("\r\n")}\r\nER  - \r\n`;
}

/** `2023/10/12/`: the last part is for words, such as a season. */
function dates(issued: Issued | undefined): Values {
  if (!issued) return [];
  const { year, month, day } = issued;
  const two = (part: number | undefined) =>
    part === undefined ? "" : String(part).padStart(2, "0");
  return [
    ["PY", String(year)],
    ["DA", month === undefined ? undefined : `${year}/${two(month)}/${two(day)}/`],
  ];
}

function published(journal: Journal | undefined): Values {
  const [first, last] = journal?.pages?.split("–") ?? [];
  return [
    ["T2", journal?.name],
    ["VL", journal?.volume],
    ["IS", journal?.issue],
    ["SP", first],
    ["EP", last],
  ];
}

/** `Lindqvist, Ada, Jr.`; a name without a comma is a team's. */
function nameOf(author: Author): string {
  if ("literal" in author) return author.literal;
  return [author.family, author.given, author.suffix].filter((part) => part).join(", ");
}
