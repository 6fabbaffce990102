// RDF in Zotero's own vocabulary: the one format by which it learns that a paper is a preprint, who is
// a team, and where the PDF lies (zotero/translators, RDF.js, says what it reads).
import type { Paper } from "../paper.ts";
import { escapeHtml } from "../tex/escape.ts";
import type { Author } from "./author.ts";
import type { Journal } from "./journal.ts";
import { plain } from "./plain.ts";
import { isoDate, workOf } from "./work.ts";

export function zoteroRdf(paper: Paper): string {
  const { title, authors, issued, journal, ...work } = workOf(paper);
  const about = work.url ?? (work.doi && `doi:${work.doi}`) ?? paper.identifier;
  const parts = [
    element("z:itemType", journal ? "journalArticle" : "preprint"),
    element("dc:title", title),
    `<bib:authors><rdf:Seq>${authors.map(personOf).join("")}</rdf:Seq></bib:authors>`,
    element("dc:date", issued && isoDate(issued)),
    journal && journalOf(journal),
    element("z:repository", journal ? undefined : work.repository),
    element("z:archiveID", journal || !work.arxiv ? undefined : `arXiv:${work.arxiv}`),
    element("dc:identifier", work.doi && `DOI ${work.doi}`),
    work.url &&
      `<dc:identifier><dcterms:URI>${element("rdf:value", work.url)}</dcterms:URI></dc:identifier>`,
    element("dcterms:abstract", plain(paper.abstract)),
    element("dc:description", descriptionOf(work)),
    ...paper.categories.map(
      (category) =>
        `<dc:subject><z:AutomaticTag>${element("rdf:value", category)}</z:AutomaticTag></dc:subject>`,
    ),
    work.pdf && '<link:link rdf:resource="#pdf"/>',
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
<rdf:Description rdf:about="${escapeHtml(about)}">
${parts.filter(Boolean).join("\n")}
</rdf:Description>
${work.pdf ? attachmentAt(work.pdf) : ""}</rdf:RDF>
`;
}

function personOf(author: Author): string {
  const names =
    "literal" in author
      ? element("foaf:surname", author.literal)
      : element("foaf:surname", [author.family, author.suffix].filter(Boolean).join(" ")) +
        element("foaf:givenName", author.given);
  return `<rdf:li><foaf:Person>${names}</foaf:Person></rdf:li>`;
}

function journalOf({ name, volume, issue, pages }: Journal): string {
  const journal =
    element("dc:title", name) + element("prism:volume", volume) + element("prism:number", issue);
  return `<dcterms:isPartOf><bib:Journal>${journal}</bib:Journal></dcterms:isPartOf>${element("bib:pages", pages?.replaceAll("–", "-"))}`;
}

/** Zotero's field of everything else. */
function descriptionOf({
  withdrawn,
  version,
}: {
  withdrawn: boolean;
  version?: number | undefined;
}) {
  const said = [version !== undefined && `Version: ${version}`, withdrawn && "Status: withdrawn"];
  return said.filter(Boolean).join("\n");
}

function attachmentAt(pdf: string): string {
  return `<z:Attachment rdf:about="#pdf">
<z:itemType>attachment</z:itemType>
<dc:title>Full Text PDF</dc:title>
<dc:identifier><dcterms:URI>${element("rdf:value", pdf)}</dcterms:URI></dc:identifier>
<link:type>application/pdf</link:type>
</z:Attachment>
`;
}

/** Nothing where there is nothing to say. */
function element(name: string, text: string | undefined): string {
  return text ? `<${name}>${escapeHtml(text)}</${name}>` : "";
}
