// The sections by which editions are read.
import { z } from "zod";
import { countCategories } from "../../../catalogue/appearances.ts";
import { links } from "../../../links.ts";
import { categoryName } from "../../../papers/category.ts";
import { count } from "../../../papers/words.ts";
import { inline, link, paragraphs } from "../markdown.ts";
import { tool } from "../tool.ts";

const mostCategories = 300;

export const listSections = tool({
  name: "list_sections",
  title: "List sections",
  description:
    "The sections of this site: saved searches with a name, and the categories with how many papers each has. Their addresses are what get_edition takes as section.",
  input: {},
  output: {
    sections: z.array(
      z.object({
        address: z.string(),
        name: z.string(),
        query: z.string().meta({ description: "As search_papers takes it." }),
        url: z.string(),
      }),
    ),
    categories: z.array(z.object({ address: z.string(), name: z.string(), papers: z.int() })),
  },
  async answer(_asked, { db, config, sections: saved }) {
    const sections = saved.map(({ name, address, query }) => ({
      address,
      name,
      query,
      url: links.whole(links.section(address), config.SITE_URL),
    }));
    const categories = (await countCategories(db))
      .slice(0, mostCategories)
      .map(({ category, papers }) => ({ address: category, name: categoryName(category), papers }));
    return {
      data: { sections, categories },
      text: paragraphs(
        sections.length > 0 && "# Sections",
        sections
          .map(({ name, address, query, url }) => {
            return `- ${link(name, url)}, address ${inline(address)}, query ${inline(query)}`;
          })
          .join("\n"),
        "# Categories",
        categories.length === 0 && "No paper here names one yet.",
        categories
          .map(({ address, name, papers }) => {
            return `- ${inline(address)}: ${inline(name)}, ${count(papers, "paper")}`;
          })
          .join("\n"),
      ),
    };
  },
});
