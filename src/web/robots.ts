// What programs that wander from page to page may read (RFC 9309). A browser or a program that somebody
// sends to one address is none of these.
import type { Context } from "hono";
import { links } from "../links.ts";
import type { Web } from "./context.ts";

export function sendRobots(c: Context, { config }: Web): Response {
  return c.text(config.PRIVATE ? nothing : `${most}\nSitemap: ${sitemapOf(config.SITE_URL)}\n`);
}

function sitemapOf(site: URL): string {
  return links.whole(links.sitemap, site);
}

const nothing = `User-agent: *
Disallow: /
`;

/** There is no end to these: every query, filter, order and length is another page. */
const endless = [
  "/search?",
  "/search.",
  "/search/filters",
  "/search/suggest",
  "/*/feed",
  "/feeds?",
  "/discussions?",
  "/ranking?",
  "/*?*hidden=",
  "/*?*minutes=",
  "/*?*order=",
  // The whole of these editions stands elsewhere.
  "/sections/*/day/",
  "/sections/*/week/",
  "/sections/*/month/",
  "/sections/*/since",
  "/since",
];

/** The same as a page once more, for programs that were sent for it. Markdown names its page. */
const otherForms = ["/*.txt$", "/*.bib$", "/*.ris$", "/*.csl.json$", "/api/", "/mcp", "/unapi"];

/** These belong to one reader, or do something. */
const notForAll = [
  "/auth/",
  "/comments/*/",
  "/confirm/",
  "/day/*/close",
  "/day/*/open",
  "/following",
  "/hidden",
  "/invitation/",
  "/invitations",
  "/letters/",
  "/library",
  "/matches/",
  "/moderation",
  "/never/",
  "/notifications",
  "/owner/",
  "/papers/*/claim",
  "/papers/*/pick",
  "/people/*/moderate",
  "/people/*/mute",
  "/picks",
  "/settings/",
  "/share",
  "/sign-in",
  "/submit",
  "/subscribe/preview",
  "/subscription/",
  "/unsubscribe/",
];

const most = `User-agent: *
Crawl-delay: 1
${[...endless, ...otherForms, ...notForAll].map((path) => `Disallow: ${path}\n`).join("")}`;
