// A feed as RSS 2.0 (https://www.rssboard.org/rss-specification), as its Best Practices Profile has it:
// the whole text in content:encoded, the names in dc:creator, since `author` is a mail address.
import { links } from "../../../links.ts";
import type { Feed, FeedEntry } from "./feed.ts";
import { textAsHtml, lines, safe } from "./xml.ts";

export function writeRss(feed: Feed): string {
  const { siteName, title, subtitle, self, hub, page, updated, entries } = feed;
  const at = (path: string) => safe(links.whole(path, feed.siteUrl));
  const name = plain(`${title} · ${siteName}`);
  const head = [
    `<title>${name}</title>`,
    `<link>${at(page)}</link>`,
    `<description>${plain(subtitle)}</description>`,
    `<language>en</language>`,
    `<lastBuildDate>${rfc822(updated)}</lastBuildDate>`,
    `<generator>Broadsheet</generator>`,
    `<docs>https://www.rssboard.org/rss-specification</docs>`,
    `<atom:link rel="self" type="application/rss+xml" href="${at(self.rss)}"/>`,
    hub && `<atom:link rel="hub" href="${safe(hub.href)}"/>`,
    // No wider than 144 pixels, says the specification.
    `<image><url>${at(links.icon(96))}</url><title>${name}</title><link>${at(page)}</link></image>`,
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
${lines(4, head)}${entries.map((entry) => itemOf(entry, at)).join("")}  </channel>
</rss>
`;
}

function itemOf(entry: FeedEntry, at: (path: string) => string): string {
  const { id, title, page, updated, published, authors, categories, summary, html } = entry;
  const parts = [
    `<title>${plain(title)}</title>`,
    `<link>${at(page)}</link>`,
    `<guid isPermaLink="false">${id}</guid>`,
    `<pubDate>${rfc822(published ?? updated)}</pubDate>`,
    ...authors.map((name) => `<dc:creator>${plain(name)}</dc:creator>`),
    ...categories.map(({ term }) => `<category>${plain(term)}</category>`),
    // Read as HTML by everybody.
    `<description>${safe(textAsHtml(summary))}</description>`,
    `<content:encoded>${safe(html)}</content:encoded>`,
  ];
  return `    <item>\n${lines(6, parts)}    </item>\n`;
}

/** RFC 822 with four digits for the year: `Fri, 27 Mar 2026 09:30:00 GMT`. */
function rfc822(moment: string): string {
  return new Date(moment).toUTCString();
}

/** Of plain text the profile asks for these, which fewer readers take for HTML. */
function plain(text: string): string {
  return safe(text).replaceAll("&amp;", "&#x26;").replaceAll("&lt;", "&#x3C;");
}
