// A feed as Atom (RFC 4287). All text is from outside: escaped, and without the characters that no
// XML document may hold.
import { escapeHtml } from "../../papers/tex/escape.ts";
import { icon, wholeAddress, type Feed, type FeedEntry } from "./feed.ts";

export function writeAtom(feed: Feed): string {
  const { siteName, title, subtitle, self, page, entries } = feed;
  const at = (path: string) => safe(wholeAddress(feed, path));
  const newest =
    entries
      .map((each) => each.updated)
      .toSorted()
      .at(-1) ?? feed.updated;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${at(self.atom)}</id>
  <title>${safe(`${title} · ${siteName}`)}</title>
  <subtitle>${safe(subtitle)}</subtitle>
  <updated>${newest}</updated>
  <author><name>${safe(siteName)}</name></author>
  <link rel="self" type="application/atom+xml" href="${at(self.atom)}"/>
  <link rel="alternate" type="text/html" href="${at(page)}"/>
  <icon>${at(icon)}</icon>
${entries.map((entry) => entryOf(entry, at)).join("")}</feed>
`;
}

function entryOf(entry: FeedEntry, at: (path: string) => string): string {
  const { id, title, page, updated, published, authors, categories, related, summary, html } =
    entry;
  const parts = [
    `<id>${safe(id)}</id>`,
    `<title>${safe(title)}</title>`,
    `<updated>${updated}</updated>`,
    published && `<published>${published}</published>`,
    ...authors.map((name) => `<author><name>${safe(name)}</name></author>`),
    ...categories.map(
      (each) => `<category term="${safe(each.term)}" label="${safe(each.label)}"/>`,
    ),
    `<link rel="alternate" type="text/html" href="${at(page)}"/>`,
    ...related.map(
      (each) =>
        `<link rel="related" type="${each.type}" title="${each.title}" href="${safe(each.href)}"/>`,
    ),
    `<summary>${safe(summary)}</summary>`,
    html && `<content type="html">${safe(html)}</content>`,
  ];
  const lines = parts.filter(Boolean).map((part) => `    ${part}\n`);
  return `  <entry>\n${lines.join("")}  </entry>\n`;
}

/** As text and within quotes. */
function safe(text: string): string {
  return escapeHtml(text.toWellFormed().replaceAll(notXml, "\u{fffd}"));
}

// What XML 1.0 allows besides: tab, line feed, carriage return, and everything from space on.
// eslint-disable-next-line no-control-regex
const notXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
