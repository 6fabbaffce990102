// What programs that wander from page to page may read (RFC 9309). A browser or a program that somebody
// sends to one address is none of these.
import type { Context } from "hono";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { uncrawled } from "../gates/special-addresses.ts";

export function sendRobots(c: Context, { config }: Web): Response {
  return c.text(config.PRIVATE ? nothing : `${most}\nSitemap: ${sitemapOf(config.SITE_URL)}\n`);
}

function sitemapOf(site: URL): string {
  return links.whole(links.sitemap, site);
}

const nothing = `User-agent: *
Disallow: /
`;

const most = `User-agent: *
Crawl-delay: 1
${uncrawled.map((path) => `Disallow: ${path}\n`).join("")}`;
