// The sections, and the newest papers of each.
import type { Hono } from "hono";
import { listPapers } from "../catalogue/papers.ts";
import { countTalk } from "../community/discussion/talk-counts.ts";
import { findSection } from "../editions/sections.ts";
import { explainPapers } from "../editions/standings.ts";
import { NotFound } from "../errors.ts";
import { dayIn } from "../papers/period.ts";
import { listedPaper, whyOf } from "./hugging-face.ts";
import type { ApiOptions } from "./options.ts";
import { listQuery, read } from "./query.ts";

export function addSections(
  api: Hono,
  { db, judge, config, clock, finder, sections }: ApiOptions,
): void {
  // Those of the configuration file; a category is a section without being listed here.
  api.get("/sections", (c) =>
    c.json(sections.map(({ name, address, query }) => ({ name, address, query }))),
  );

  // /sections/robot-learning | /sections/cs.RO, paged by ?p= and ?limit=.
  api.get("/sections/:address", async (c) => {
    const { p, limit } = read(listQuery, c.req.query());
    const address = c.req.param("address");
    const today = dayIn(config.TIME_ZONE, clock());
    const section = await findSection(db, address, { saved: sections, finder, today });
    const found = await section?.papers.newest({ limit, offset: p * limit });
    if (!section || !found || (section.category !== undefined && found.total === 0)) {
      throw new NotFound(`There is no section "${address.slice(0, 60)}".`);
    }
    const papers = await listPapers(db, found.papers);
    const talk = await countTalk(db, found.papers);
    const why = await explainPapers(db, { papers: found.papers, judge });
    return c.json(
      papers.map((paper) => ({
        ...listedPaper(paper, paper.appearances.at(-1)?.day, talk.get(paper.id)),
        ...whyOf(why.get(paper.id) ?? { score: 0, reasons: [] }),
      })),
    );
  });
}
