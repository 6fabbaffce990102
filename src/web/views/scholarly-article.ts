// A paper as search engines and assistants read it from its page.
import type { Author } from "../../papers/citations/author.ts";
import { plain } from "../../papers/citations/plain.ts";
import { addressOf, isoDate, workOf } from "../../papers/citations/work.ts";
import type { Paper } from "../../papers/paper.ts";

const mostAuthors = 100;

/** https://schema.org/ScholarlyArticle, as JSON-LD. */
export function scholarlyArticle(paper: Paper): object {
  const work = workOf(paper);
  const { title, authors, issued, journal, repository, doi, arxiv, version } = work;
  const abstract = plain(paper.abstract);
  return {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    ...(addressOf(work) && { "@id": addressOf(work) }),
    headline: title,
    name: title,
    author: authors.slice(0, mostAuthors).map(agentOf),
    ...(issued && { datePublished: isoDate(issued) }),
    ...(paper.updatedAt && { dateModified: paper.updatedAt.slice(0, 10) }),
    ...(abstract && { abstract }),
    ...(paper.categories.length > 0 && { keywords: paper.categories }),
    identifier: [
      ...(arxiv ? [{ "@type": "PropertyValue", propertyID: "arXiv", value: arxiv }] : []),
      ...(doi ? [{ "@type": "PropertyValue", propertyID: "doi", value: doi }] : []),
    ],
    ...(journal && {
      isPartOf: {
        "@type": "Periodical",
        name: journal.name,
        ...(journal.volume && { volumeNumber: journal.volume }),
      },
      ...(journal.pages && { pagination: journal.pages }),
    }),
    ...(!journal && repository && { publisher: { "@type": "Organization", name: repository } }),
    ...(work.url && { url: work.url }),
    ...(work.pdf && {
      encoding: { "@type": "MediaObject", contentUrl: work.pdf, encodingFormat: "application/pdf" },
    }),
    ...(version !== undefined && { version: String(version) }),
    ...(work.withdrawn && { creativeWorkStatus: "Withdrawn" }),
    ...(paper.license && { license: paper.license }),
  };
}

function agentOf(author: Author): object {
  if ("literal" in author) return { "@type": "Organization", name: author.literal };
  const { given, family, suffix } = author;
  return {
    "@type": "Person",
    name: [given, family, suffix].filter(Boolean).join(" "),
    ...(given && { givenName: given }),
    familyName: family,
  };
}
