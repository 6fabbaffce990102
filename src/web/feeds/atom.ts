// A list of papers as an Atom feed (RFC 4287). All text is from outside: escaped, and without the
// characters that no XML document may hold.
import { links } from "../../links.ts";
import { categoryName } from "../../papers/category.ts";
import { arxivOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Day } from "../../papers/period.ts";
import { escapeHtml } from "../../papers/tex/escape.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { isWebAddress } from "../../papers/web-address.ts";

export interface AtomFeed {
  siteUrl: URL;
  siteName: string;
  title: string;
  subtitle: string;
  /** The path of the feed itself, and of the page with the same papers. */
  self: string;
  page: string;
  /** Newest first. */
  papers: readonly Paper[];
  /** Why a paper matters, in words. */
  whyOf: (paper: Paper) => readonly string[];
  /** When an empty feed was last changed. */
  today: Day;
}

export function writeAtom(feed: AtomFeed): string {
  const { siteUrl, siteName, title, subtitle, self, page, papers, whyOf, today } = feed;
  const at = (path: string) => new URL(path, siteUrl).href;
  const newest = papers.map(updatedAt).toSorted().at(-1) ?? momentOf(today)!;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${safe(at(self))}</id>
  <title>${safe(`${title} · ${siteName}`)}</title>
  <subtitle>${safe(subtitle)}</subtitle>
  <updated>${newest}</updated>
  <author><name>${safe(siteName)}</name></author>
  <link rel="self" type="application/atom+xml" href="${safe(at(self))}"/>
  <link rel="alternate" type="text/html" href="${safe(at(page))}"/>
  <icon>${safe(at("/favicon.svg"))}</icon>
${papers.map((paper) => entryOf(paper, whyOf(paper), at)).join("")}</feed>
`;
}

function entryOf(paper: Paper, why: readonly string[], at: (path: string) => string): string {
  const { identifier, title, abstract, authors, categories } = paper;
  const published = momentOf(firstDay(paper)) ?? momentOf(paper.submittedAt);
  const arxiv = arxivOf(identifier);
  const parts = [
    `<id>urn:broadsheet:${safe(encodeURI(identifier))}</id>`,
    `<title>${safe(texToText(title))}</title>`,
    `<updated>${updatedAt(paper)}</updated>`,
    published && `<published>${published}</published>`,
    // An entry has an author, or else it is taken to be the feed's.
    ...(authors.length > 0 ? authors : ["Unknown"]).map(
      (name) => `<author><name>${safe(texToText(name))}</name></author>`,
    ),
    ...categories.map(
      (each) => `<category term="${safe(each)}" label="${safe(categoryName(each))}"/>`,
    ),
    `<link rel="alternate" type="text/html" href="${safe(at(links.paper(identifier)))}"/>`,
    arxiv && related(links.abstractAt(arxiv), "text/html", "arXiv"),
    arxiv && related(links.pdfAt(arxiv), "application/pdf", "PDF"),
    paper.doi && related(links.doiAt(paper.doi), "text/html", "DOI"),
    isLinked(paper.codeUrl) && related(paper.codeUrl, "text/html", "Code"),
    isLinked(paper.projectUrl) && related(paper.projectUrl, "text/html", "Project"),
    `<summary>${safe([texToText(abstract), ...whyLine(why)].join("\n\n"))}</summary>`,
  ];
  const lines = parts.filter(Boolean).map((part) => `    ${part}\n`);
  return `  <entry>\n${lines.join("")}  </entry>\n`;
}

function whyLine(why: readonly string[]): string[] {
  return why.length > 0 ? [`Why: ${why.join(" · ")}`] : [];
}

function related(href: string, type: string, title: string): string {
  return `<link rel="related" type="${type}" title="${title}" href="${safe(href)}"/>`;
}

function isLinked(address: string | null): address is string {
  return address !== null && isWebAddress(address);
}

/** Listed, or replaced after that. */
function updatedAt(paper: Paper): string {
  const moments = [momentOf(firstDay(paper)), momentOf(paper.updatedAt)];
  const known = moments.filter((each) => each !== undefined).toSorted();
  return known.at(-1) ?? momentOf(paper.submittedAt) ?? "1970-01-01T00:00:00.000Z";
}

function firstDay({ appearances }: Paper): Day | undefined {
  return (appearances.find((each) => each.kind === "announced") ?? appearances[0])?.day;
}

function momentOf(dayOrMoment: string | null | undefined): string | undefined {
  const time = Date.parse(dayOrMoment ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** As text and within quotes. */
function safe(text: string): string {
  return escapeHtml(text.toWellFormed().replaceAll(notXml, "\u{fffd}"));
}

// What XML 1.0 allows besides: tab, line feed, carriage return, and everything from space on.
// eslint-disable-next-line no-control-regex
const notXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
