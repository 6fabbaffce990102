// A feed as Atom (RFC 4287).
import { links } from "../../../links.ts";
import type { Feed, FeedEntry } from "./feed.ts";
import { textAsHtml, lines, safe } from "./xml.ts";

export function writeAtom(feed: Feed): string {
  const { siteName, title, subtitle, id, self, hub, page, updated, entries } = feed;
  const at = (path: string) => safe(links.whole(path, feed.siteUrl));
  const head = [
    `<id>${id}</id>`,
    textOf("title", `${title} · ${siteName}`),
    textOf("subtitle", subtitle),
    `<updated>${updated}</updated>`,
    `<author><name>${safe(siteName)}</name><uri>${at("/")}</uri></author>`,
    `<link rel="self" type="application/atom+xml" href="${at(self.atom)}"/>`,
    hub && `<link rel="hub" href="${safe(hub.href)}"/>`,
    `<link rel="alternate" type="text/html" href="${at(page)}"/>`,
    `<icon>${at(links.icon(192))}</icon>`,
    `<generator>Broadsheet</generator>`,
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
${lines(2, head)}${entries.map((entry) => entryOf(entry, at)).join("")}</feed>
`;
}

function entryOf(entry: FeedEntry, at: (path: string) => string): string {
  const { id, title, page, updated, published, authors, categories, related, summary, html } =
    entry;
  const parts = [
    `<id>${id}</id>`,
    textOf("title", title),
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
    textOf("summary", summary),
    `<content type="html">${safe(html)}</content>`,
  ];
  return `  <entry>\n${lines(4, parts)}  </entry>\n`;
}

/** As HTML where signs might be taken for some: not every reader heeds that it is plain text otherwise. */
function textOf(name: string, text: string): string {
  if (!/[<&]/.test(text)) return `<${name}>${safe(text)}</${name}>`;
  return `<${name} type="html">${safe(textAsHtml(text))}</${name}>`;
}
