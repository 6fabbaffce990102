// A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
import { links } from "../../../links.ts";
import type { Feed, FeedEntry } from "./feed.ts";

export function writeJsonFeed(feed: Feed): string {
  const { siteName, title, subtitle, self, hub, page, entries } = feed;
  const at = (path: string) => links.whole(path, feed.siteUrl);
  return JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: `${title} · ${siteName}`,
      home_page_url: at(page),
      feed_url: at(self.json),
      description: subtitle,
      icon: at(links.icon(512)),
      favicon: at(links.icon(96)),
      authors: [{ name: siteName, url: at("/") }],
      language: "en",
      hubs: hub && [{ type: "WebSub", url: hub.href }],
      items: entries.map((entry) => itemOf(entry, at)),
    },
    // Half a character is none to strict readers.
    (_name, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value),
  );
}

/** Whatever is unknown is left out. */
function itemOf(entry: FeedEntry, at: (path: string) => string) {
  const { id, title, page, updated, published, authors, categories, related, summary, html } =
    entry;
  return {
    id,
    url: at(page),
    external_url: related[0]?.href,
    title,
    content_html: html,
    content_text: summary,
    date_published: published,
    date_modified: updated,
    authors: authors.map((name) => ({ name })),
    tags: categories.length > 0 ? categories.map((each) => each.term) : undefined,
    _broadsheet: related.length > 0 ? { related } : undefined,
  };
}
