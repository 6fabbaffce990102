// The sections, and the newest papers of each.
import { z } from "zod";
import { countCategories } from "../../catalogue/appearances.ts";
import { listPapers } from "../../catalogue/papers.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import { getSection } from "../../editions/sections.ts";
import { explainPapers } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import { categoryName } from "../../papers/category.ts";
import { findHidden, readerOf } from "../../search/asking.ts";
import { mostListed } from "../../search/search.ts";
import { sectionAddress } from "../reading/section.ts";
import { nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { hidden } from "../shapes/hidden.ts";
import { pageOf } from "../shapes/page.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { address, day, howMany } from "../shapes/values.ts";
import { noScore, scoreShape, tellScores } from "../shapes/score.ts";

const sectionShape = z
  .object({
    address: z.string(),
    name: z.string(),
    query: z.string().meta({ description: "What to search for to find its papers." }),
    url: address.meta({ description: "Its page." }),
  })
  .meta({ id: "Section" });

function tellSection(
  { address, name, query }: Omit<z.input<typeof sectionShape>, "url">,
  site: URL,
) {
  return { address, name, query, url: links.whole(links.section(address), site) };
}

export const sectionRoutes = [
  route({
    method: "get",
    path: "/sections",
    operationId: "listSections",
    tag: "Sections",
    summary: "The saved sections, and the categories of the catalogue",
    answer: z
      .object({
        sections: z
          .array(sectionShape)
          .meta({ description: "In the order in which the owner wrote them down." }),
        categories: z
          .array(z.object({ category: z.string(), name: z.string(), papers: howMany }))
          .meta({ description: "Each is a section too. Cross-lists count; most papers first." }),
      })
      .meta({ id: "Sections" }),
    async handle(_, { db, sections, config }) {
      const categories = await countCategories(db);
      return {
        sections: sections.map((each) => tellSection(each, config.SITE_URL)),
        categories: categories.map(({ category, papers }) => ({
          category,
          name: categoryName(category),
          papers,
        })),
      };
    },
  }),
  route({
    method: "get",
    path: "/sections/{address}",
    operationId: "getSection",
    tag: "Sections",
    summary: "One section",
    params: { address: sectionAddress },
    answer: sectionShape
      .and(
        z.object({
          papers: howMany.meta({ description: "How many it has." }),
          newest: day.nullable().meta({ description: "Its newest edition." }),
        }),
      )
      .meta({ id: "SectionInFull" }),
    async handle({ params }, options) {
      const section = await getSection(options, params.address);
      const { total } = await section.papers.newest({ limit: 0 });
      const newest = await findNewestEdition(options.db, { section });
      const told = tellSection(section, options.config.SITE_URL);
      return { ...told, papers: total, newest: newest ?? null };
    },
  }),
  route({
    method: "get",
    path: "/sections/{address}/papers",
    operationId: "listSectionPapers",
    tag: "Sections",
    summary: "The papers of a section, the newest first",
    params: { address: sectionAddress },
    query: pageQuery(),
    answer: pageOf(
      "ScoredPaperPage",
      paperShape
        .and(scoreShape)
        .meta({ id: "ScoredPaper", description: "A paper, and why to read it." }),
      { total: howMany, hidden },
    ),
    async handle({ params, query, asker }, options) {
      const { db, judge } = options;
      const page = readPage(query);
      const section = await getSection(options, params.address);
      const without = await findHidden(options, readerOf(asker));
      const found = await section.papers.newest({ ...page, without });
      const papers = await listPapers(db, found.papers);
      const told = await tellPapers(papers, options);
      const why = await explainPapers(db, { papers: found.papers, judge });
      const scores = await tellScores(
        papers.map(({ id }) => why.get(id) ?? noScore),
        options,
      );
      return {
        items: told.map((paper, index) => ({ ...paper, ...scores[index]! })),
        next: nextPage(page, Math.min(found.total, mostListed)),
        total: found.total,
        hidden: without ? (await section.papers.newest({ limit: 0 })).total - found.total : 0,
      };
    },
  }),
];
