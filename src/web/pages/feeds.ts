// The Atom feeds of sections and searches: their newest papers.
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { Section } from "../../editions/sections.ts";
import { explainPapers } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { mainReasons } from "../../ranking/reason.ts";
import { openQuery, type Matching } from "../../search/matching.ts";
import { writeAtom, type AtomFeed } from "../feeds/atom.ts";
import type { Web } from "../context.ts";
import { readSection, sectionOptions, shortened } from "../requests.ts";

const mostPapers = 50;

export async function sendSectionFeed(c: Context, web: Web): Promise<Response> {
  const section = await readSection(c, web);
  const newest = await listNewest(web, section.papers);
  if (newest.papers.length === 0 && section.category !== undefined) {
    throw new NotFound(`No paper is in ${section.short}.`);
  }
  return sendFeed(c, web, {
    title: section.name,
    subtitle: subtitleOf(section),
    self: links.sectionFeed(section.address),
    page: links.section(section.address),
    ...newest,
  });
}

export async function sendSearchFeed(c: Context, web: Web): Promise<Response> {
  const typed = c.req.query("q") ?? "";
  const { finder, today } = sectionOptions(web);
  const { query, papers } = await openQuery(web.db, finder, { query: typed, today });
  if (query.isEmpty) throw new Invalid("Say what to look for: /search/feed?q=protein.");
  return sendFeed(c, web, {
    title: shortened(query.text),
    subtitle: "The newest papers of a search.",
    self: links.searchFeed(query.text),
    page: links.search(query.text),
    ...(await listNewest(web, papers)),
  });
}

function subtitleOf({ category, query }: Section): string {
  return category === undefined
    ? `The newest papers that match ${query}.`
    : `The newest papers in ${category}, cross-lists included.`;
}

async function listNewest({ db, judge }: Web, matching: Matching) {
  const { papers } = await matching.newest({ limit: mostPapers });
  const why = await explainPapers(db, { papers, judge });
  return {
    papers: await listPapers(db, papers),
    whyOf: ({ id }: Paper) => mainReasons(why.get(id)?.reasons ?? []),
  };
}

/** With its fingerprint, so that who asks every hour is sent it only when it changed. */
function sendFeed(
  c: Context,
  { config, clock }: Web,
  feed: Omit<AtomFeed, "siteUrl" | "siteName" | "today">,
): Response {
  const { SITE_URL: siteUrl, SITE_NAME: siteName } = config;
  const today = clock().toISOString().slice(0, 10);
  const body = writeAtom({ ...feed, siteUrl, siteName, today });
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  c.header("ETag", `W/"${hash}"`);
  c.header("Cache-Control", "public, max-age=300");
  if (c.req.header("If-None-Match")?.includes(`"${hash}"`)) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "application/atom+xml; charset=utf-8" });
}
