// What reference managers and scholarly search engines read from a paper's page.
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";

const mostAuthors = 100;

export function citationMeta(paper: Paper): [name: string, content: string][] {
  const arxiv = arxivOf(paper.identifier);
  const date = (paper.submittedAt ?? paper.appearances[0]?.day)?.slice(0, 10);
  const meta: [string, string | undefined | null][] = [
    ["citation_title", texToText(paper.title)],
    ...paper.authors
      .slice(0, mostAuthors)
      .map((author): [string, string] => ["citation_author", texToText(author)]),
    ["citation_date", date?.replaceAll("-", "/")],
    ["citation_doi", paper.doi],
    ["citation_journal_title", paper.journalRef],
    ["citation_arxiv_id", arxiv],
    ["citation_pdf_url", arxiv && links.pdfAt(arxiv)],
  ];
  return meta.filter((each): each is [string, string] => Boolean(each[1]));
}
