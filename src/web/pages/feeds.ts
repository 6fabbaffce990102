// The feeds of sections and searches, in Atom and JSON: their newest papers.
import { listPapers } from "../../catalogue/papers.ts";
import { listSubmissions } from "../../community/submissions/submissions.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { Section } from "../../editions/sections.ts";
import { explainPapers } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import { mainReasons, pickAmong } from "../../ranking/reason.ts";
import { openQuery, type Matching } from "../../search/matching.ts";
import type { Handler, Web } from "../context.ts";
import type { FeedEntry, Format } from "../feeds/feed.ts";
import { paperEntry } from "../feeds/paper-entry.ts";
import { sendFeed } from "../feeds/send-feed.ts";
import { readSection, sectionOptions, shortened } from "../requests.ts";

const mostPapers = 50;
const caching = "public, max-age=300";

export function sendSectionFeed(format: Format): Handler {
  return async (c, web) => {
    const section = await readSection(c, web);
    const { address, name } = section;
    const entries = await listNewest(web, section.papers);
    if (entries.length === 0 && section.category !== undefined) {
      throw new NotFound(`No paper is in ${section.short}.`);
    }
    return sendFeed(c, web, {
      format,
      caching,
      title: name,
      subtitle: subtitleOf(section),
      self: { atom: links.sectionFeed(address), json: links.sectionJsonFeed(address) },
      page: links.section(address),
      entries,
    });
  };
}

export function sendSearchFeed(format: Format): Handler {
  return async (c, web) => {
    const typed = c.req.query("q") ?? "";
    const { finder, today } = sectionOptions(web);
    const { query, papers } = await openQuery(web.db, finder, { query: typed, today });
    if (query.isEmpty) throw new Invalid(`Say what to look for: ${c.req.path}?q=protein.`);
    if (query.own.length > 0) {
      throw new Invalid(
        "What one reader saved, read or tagged is in no feed: a feed is for everybody.",
      );
    }
    const { text } = query;
    return sendFeed(c, web, {
      format,
      caching,
      title: shortened(text),
      subtitle: "The newest papers of a search.",
      self: { atom: links.searchFeed(text), json: links.searchJsonFeed(text) },
      page: links.search(text),
      entries: await listNewest(web, papers),
    });
  };
}

function subtitleOf({ category, query }: Section): string {
  return category === undefined
    ? `The newest papers that match ${query}.`
    : `The newest papers in ${category}, cross-lists included.`;
}

async function listNewest({ db, judge }: Web, matching: Matching): Promise<FeedEntry[]> {
  const { papers } = await matching.newest({ limit: mostPapers });
  const why = await explainPapers(db, { papers, judge });
  const submitted = await listSubmissions(db, papers);
  return (await listPapers(db, papers)).map((paper) => {
    const reasons = why.get(paper.id)?.reasons ?? [];
    return paperEntry(paper, mainReasons(reasons), pickAmong(reasons), submitted.get(paper.id));
  });
}
