// What reference managers and scholarly search engines read from a paper's page: Highwire's tags, which
// Google Scholar asks for (scholar.google.com/intl/en/scholar/inclusion.html#indexing), Dublin Core
// (RFC 5013), and the kind of thing it is in Zotero's own word.
import { isoDate, workOf, type Work } from "../../papers/citations/work.ts";
import { plain } from "../../papers/citations/plain.ts";
import type { Author } from "../../papers/citations/author.ts";
import type { Paper } from "../../papers/paper.ts";

const mostAuthors = 100;

type Meta = readonly (readonly [name: string, content: string | undefined])[];

export function citationMeta(paper: Paper): [name: string, content: string][] {
  const work = workOf(paper);
  return [...highwire(work, paper), ...dublinCore(work, paper)].filter(
    (each): each is [string, string] => Boolean(each[1]),
  );
}

function highwire(work: Work, paper: Paper): Meta {
  const { title, authors, issued, journal, doi, arxiv, url, pdf } = work;
  const date = issued && isoDate(issued).replaceAll("-", "/");
  const [first, last] = journal?.pages?.split("–") ?? [];
  return [
    ["citation_title", title],
    ...authors
      .slice(0, mostAuthors)
      .map((author) => ["citation_author", nameOf(author, work)] as const),
    ["citation_publication_date", date],
    ["citation_online_date", (paper.submittedAt ?? undefined)?.slice(0, 10).replaceAll("-", "/")],
    ["citation_journal_title", journal?.name],
    ["citation_volume", journal?.volume],
    ["citation_issue", journal?.issue],
    ["citation_firstpage", first],
    ["citation_lastpage", last],
    ["citation_doi", doi],
    ["citation_arxiv_id", arxiv],
    // The page of the source, which stays wherever this site goes.
    ["citation_abstract_html_url", url],
    ["citation_public_url", url],
    ["citation_pdf_url", pdf],
    ["citation_keywords", paper.categories.join("; ")],
    ["citation_abstract", plain(paper.abstract)],
  ];
}

function dublinCore(work: Work, paper: Paper): Meta {
  const { title, authors, issued, journal, repository, doi, url } = work;
  return [
    ["DC.title", title],
    ...authors.slice(0, mostAuthors).map((author) => ["DC.creator", nameOf(author, work)] as const),
    ["DC.date", issued && isoDate(issued)],
    ["DC.type", journal ? "Article" : repository && "Preprint"],
    ["DC.identifier", doi && `doi:${doi}`],
    ["DC.identifier", url],
    ["DC.source", journal?.name],
    ["DC.publisher", journal ? undefined : repository],
    ...paper.categories.map((category) => ["DC.subject", category] as const),
    // Zotero would put a description beside the abstract, among its notes.
    ["DCTERMS.abstract", plain(paper.abstract)],
    ["DC.rights", paper.license ?? undefined],
    ["z:itemType", journal ? "journalArticle" : "preprint"],
    ["z:repository", journal ? undefined : repository],
    ["z:archiveID", journal || !work.arxiv ? undefined : `arXiv:${work.arxiv}`],
  ];
}

/**
 * `van der Berg, Jan`. A semicolon would begin another author; and Zotero takes the two halves of one
 * author's name for two people where both have several words.
 */
function nameOf(author: Author, { authors }: Work): string {
  const { family, given } =
    "literal" in author
      ? { family: author.literal, given: "" }
      : { ...author, family: [author.family, author.suffix].filter(Boolean).join(" ") };
  const isAmbiguous = authors.length === 1 && family.includes(" ") && given.includes(" ");
  const name = isAmbiguous ? `${given} ${family}` : [family, given].filter(Boolean).join(", ");
  return name.replaceAll(";", ",");
}
