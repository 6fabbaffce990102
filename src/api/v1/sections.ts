// The sections, and the newest papers of each.
import { z } from "zod";
import { listCategories } from "../../catalogue/appearances.ts";
import { listPapers } from "../../catalogue/papers.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import { explainPapers } from "../../editions/standings.ts";
import { NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { categoryName } from "../../papers/category.ts";
import { mostListed } from "../../search/search.ts";
import type { ApiOptions } from "../options.ts";
import { openSectionNamed, sectionAddress } from "../reading/section.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "../reading/cursor.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { day } from "../shapes/values.ts";
import { scored, tellScore } from "../shapes/score.ts";

const sectionShape = z
  .object({
    address: z.string(),
    name: z.string(),
    query: z.string().meta({ description: "What to search for to find its papers." }),
    url: z.string().meta({ description: "Its page." }),
  })
  .meta({ id: "Section" });

function tellSection(
  { address, name, query }: Omit<z.input<typeof sectionShape>, "url">,
  site: URL,
) {
  return { address, name, query, url: new URL(links.section(address), site).href };
}

/** With how many papers it has; a category has some. @throws NotFound */
async function getSection(
  address: string,
  options: ApiOptions,
  page: { limit: number; offset: number },
) {
  const section = await openSectionNamed(address, options);
  const found = await section.papers.newest(page);
  if (section.category !== undefined && found.total === 0) {
    throw new NotFound(`There is no section "${address.slice(0, 60)}".`);
  }
  return { section, found };
}

export const sectionRoutes = [
  route({
    method: "get",
    path: "/sections",
    operationId: "listSections",
    tag: "Sections",
    summary: "The saved sections, and the categories of the catalogue",
    answer: z.object({
      sections: z
        .array(sectionShape)
        .meta({ description: "In the order in which the owner wrote them down." }),
      categories: z
        .array(z.object({ category: z.string(), name: z.string(), papers: z.int() }))
        .meta({ description: "Each is a section too. Cross-lists count; most papers first." }),
    }),
    async handle(_, { db, sections, config }) {
      const categories = await listCategories(db);
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
    answer: sectionShape.extend({
      total: z.int().meta({ description: "How many papers it has." }),
      newest: day.nullable().meta({ description: "Its newest edition." }),
    }),
    async handle({ params }, options) {
      const { section, found } = await getSection(params.address, options, { limit: 0, offset: 0 });
      const newest = await findNewestEdition(options.db, { section });
      const told = tellSection(section, options.config.SITE_URL);
      return { ...told, total: found.total, newest: newest ?? null };
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
    answer: pageOf(paperShape.extend(scored).meta({ id: "ScoredPaper" })).extend({
      total: z.int(),
    }),
    async handle({ params, query }, options) {
      const { db, judge } = options;
      const offset = readOffset(query.cursor);
      const page = { limit: query.limit, offset };
      const { found } = await getSection(params.address, options, page);
      const papers = await listPapers(db, found.papers);
      const told = await tellPapers(papers, options);
      const why = await explainPapers(db, { papers: found.papers, judge });
      return {
        items: papers.map(({ id }, index) => ({
          ...told[index]!,
          ...tellScore(why.get(id) ?? { score: 0, reasons: [] }),
        })),
        next: offsetCursor(offset + query.limit, Math.min(found.total, mostListed)),
        total: found.total,
      };
    },
  }),
];
