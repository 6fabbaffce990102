// The feeds of sections and searches: their newest papers.
import { listPapers } from "../../../catalogue/papers.ts";
import { sectionOptions } from "../../../editions/sections.ts";
import type { Section } from "../../../editions/sections.ts";
import { explainPapers } from "../../../editions/standings.ts";
import { links } from "../../../links.ts";
import { titleOfQuery } from "../../../search/language/title.ts";
import { openQuery, type Matching } from "../../../search/matching.ts";
import type { Web } from "../../context.ts";
import type { ToldEntry } from "./feed.ts";
import type { FeedHandler } from "./send-feed.ts";
import { tellPapers } from "./tell-papers.ts";
import { readSection } from "../../requests.ts";
import { readSharedQuery } from "../shared-query.ts";

const mostPapers = 50;

// To open a section or a search may take the index a while, so only what is to be told is opened.

export const sectionFeed: FeedHandler = (c, web) => {
  const page = links.section(c.req.param("section") ?? "");
  return {
    of: page,
    async tell() {
      const section = await readSection(c, web);
      const entries = await listNewest(web, section.papers);
      return { title: section.name, subtitle: subtitleOf(section), page, entries };
    },
  };
};

export const searchFeed: FeedHandler = (c, web) => {
  const query = readSharedQuery(c, web);
  const page = links.search(query.text);
  return {
    of: page,
    async tell() {
      const { finder, today } = sectionOptions(web);
      const { papers } = await openQuery(web.db, finder, { query, today });
      return {
        title: titleOfQuery(query),
        subtitle: "The newest papers of a search.",
        page,
        entries: await listNewest(web, papers),
      };
    },
  };
};

function subtitleOf({ category, query }: Section): string {
  return category === undefined
    ? `The newest papers that match ${query}.`
    : `The newest papers in ${category}, cross-lists included.`;
}

async function listNewest({ db, judge }: Web, matching: Matching): Promise<ToldEntry[]> {
  const { papers } = await matching.newest({ limit: mostPapers });
  const why = await explainPapers(db, { papers, judge });
  const found = await listPapers(db, papers);
  return await tellPapers(
    db,
    found.map((paper) => ({ paper, reasons: why.get(paper.id)?.reasons ?? [] })),
  );
}
