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

export const sectionFeed: FeedHandler = async (c, web) => {
  const section = await readSection(c, web);
  const { address, name } = section;
  return {
    of: links.section(address),
    async tell() {
      const entries = await listNewest(web, section.papers);
      return { title: name, subtitle: subtitleOf(section), page: links.section(address), entries };
    },
  };
};

export const searchFeed: FeedHandler = async (c, web) => {
  const typed = readSharedQuery(c, web);
  const { finder, today } = sectionOptions(web);
  const { query, papers } = await openQuery(web.db, finder, { query: typed, today });
  return {
    of: links.search(query.text),
    async tell() {
      return {
        title: titleOfQuery(query),
        subtitle: "The newest papers of a search.",
        page: links.search(query.text),
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
