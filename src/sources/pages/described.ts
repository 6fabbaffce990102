// The paper that a page describes in its meta elements, in the words of Highwire (`citation_…`, as
// Google Scholar reads them), of Dublin Core, or of schema.org.
import { parseIdentifier, type Identifier } from "../../papers/identifier.ts";
import { parseDay } from "../../papers/period.ts";
import { plainText } from "./html-text.ts";
import type { PageMeta } from "./meta-tags.ts";
import { articleIn } from "./schema-org.ts";

export interface Described {
  title: string;
  abstract: string;
  authors: string[];
  /** The names by which the page says that it is known. */
  arxiv?: Identifier;
  doi?: Identifier;
  journal?: string;
  /** When it came out, `YYYY-MM-DD`. */
  day?: string;
}

export const longestTitle = 1_000;
export const longestAbstract = 20_000;
export const mostAuthors = 1_000;
const longestName = 200;

const titles = [
  "citation_title",
  "dc.title",
  "dcterms.title",
  "eprints.title",
  "bepress_citation_title",
];
const abstracts = [
  "citation_abstract",
  "dcterms.abstract",
  "dc.description.abstract",
  "eprints.abstract",
  "dc.description",
  "dcterms.description",
];
const names = ["citation_author", "dc.creator", "dcterms.creator", "bepress_citation_author"];
const dois = [
  "citation_doi",
  "prism.doi",
  "dc.identifier.doi",
  "dc.identifier",
  "dcterms.identifier",
  "bepress_citation_doi",
];
const journals = ["citation_journal_title", "citation_conference_title", "prism.publicationname"];
const days = [
  "citation_publication_date",
  "citation_online_date",
  "citation_date",
  "prism.publicationdate",
  "dcterms.issued",
  "dc.date.issued",
  "dc.date",
];

/** `undefined` where the page speaks of no paper. */
export function describedBy({ meta, data }: PageMeta): Described | undefined {
  const article = articleIn(data);
  const all = (wanted: readonly string[]) => {
    for (const name of wanted) {
      const found = meta.filter((each) => each.name === name).map(({ content }) => content);
      if (found.length > 0) return found;
    }
    return [];
  };
  const title = cut(all(titles)[0] ?? article?.title, longestTitle);
  if (title === "") return undefined;
  const written = all(names);
  const authors = written.length > 0 ? written : all(["citation_authors"]).flatMap(inOneField);
  const journal = cut(all(journals)[0] ?? article?.journal, longestTitle);
  const arxiv = nameIn(all(["citation_arxiv_id"]), "arxiv:");
  const doi = nameIn([...all(dois), ...(article?.identifiers ?? [])], "doi:");
  const day = dayIn([...all(days), article?.date ?? ""]);
  return {
    title,
    abstract: cut(all(abstracts)[0] ?? article?.abstract, longestAbstract),
    authors: (authors.length > 0 ? authors : (article?.authors ?? []))
      .slice(0, mostAuthors)
      .map((name) => inOrder(cut(name, longestName)))
      .filter((name) => name !== ""),
    ...(arxiv && { arxiv }),
    ...(doi && { doi }),
    ...(journal && { journal }),
    ...(day && { day }),
  };
}

function cut(field: string | undefined, longest: number): string {
  // Twice the room, for the tags and references in between.
  return [...plainText((field ?? "").slice(0, 2 * longest))].slice(0, longest).join("");
}

function inOneField(authors: string): string[] {
  return authors.split(authors.includes(";") ? ";" : /,\s(?=\S+\s)/);
}

/** "Lindqvist, Ada" is how indexes write Ada Lindqvist. */
function inOrder(name: string): string {
  const [family = "", given, more] = name.split(/\s*,\s*/);
  return given && more === undefined ? `${given} ${family}` : name;
}

function nameIn(written: readonly string[], scheme: string): Identifier | undefined {
  return written
    .map((each) => parseIdentifier(plainText(each.slice(0, 300)))?.identifier)
    .find((each) => each?.startsWith(scheme) || each?.startsWith("arxiv:"));
}

/** `2026/3/7`, `2026-03-07T…`: a year or a month alone tells no day. */
function dayIn(written: readonly string[]): string | undefined {
  for (const each of written) {
    const [, year, month = "", day = ""] = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})/.exec(each) ?? [];
    const found = parseDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    if (found) return found;
  }
  return undefined;
}
