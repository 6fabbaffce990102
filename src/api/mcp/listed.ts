// A paper in a list, short enough that fifty of them fit into what a model reads at once.
import { z } from "zod";
import { entryBlocks } from "../../editions/documents/entry-blocks.ts";
import type { Entry } from "../../editions/standings.ts";
import { opening } from "../../papers/opening.ts";
import type { Paper } from "../../papers/paper.ts";
import { count as numberField } from "../reading/count.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { scoreShape, tellScores } from "../shapes/score.ts";
import { day, place } from "../shapes/values.ts";
import { count } from "../../papers/words.ts";
import { writeDocument } from "./markdown.ts";
import type { McpContext } from "./options.ts";

const mostAuthors = 8;
const longestOpening = 500;

export const listedShape = paperShape
  .pick({
    id: true,
    title: true,
    categories: true,
    isWithdrawn: true,
    codeUrl: true,
    projectUrl: true,
    votes: true,
    comments: true,
    url: true,
  })
  .extend({
    authors: z.array(z.string()).meta({ description: `The first ${mostAuthors}.` }),
    authorCount: z.int(),
    opening: z.string().meta({ description: "How the abstract begins; get_paper has all of it." }),
    day: z
      .string()
      .nullable()
      .meta({ description: "On which it was first announced or featured, YYYY-MM-DD." }),
  });

type Listed = z.input<typeof listedShape>;

/** In an edition or a ranking. */
export const rankedShape = listedShape.extend({
  ...scoreShape.pick({ score: true, why: true, pick: true }).shape,
  place,
  day: day.meta({ description: "The first day of the list on which it stands, YYYY-MM-DD." }),
});

type Ranked = z.input<typeof rankedShape>;

/** How a list is paged. */
export const pageFields = {
  limit: numberField(1, 50).default(10).meta({ description: "How many a page has, 1 to 50." }),
  page: numberField(1, 100_000).default(1).meta({ description: "Which page of them, from 1." }),
};

export const countFields = {
  total: z.int().meta({ description: "How many there are on all pages." }),
  page: z.int(),
  pages: z.int(),
};

export async function tellListed(papers: readonly Paper[], context: McpContext): Promise<Listed[]> {
  return (await tellPapers(papers, context)).map(shorten);
}

export async function tellRanked(
  entries: readonly Entry[],
  context: McpContext,
): Promise<Ranked[]> {
  const papers = entries.map(({ paper }) => paper);
  const told = await tellListed(papers, context);
  const scores = await tellScores(entries, context);
  return entries.map(({ place, day }, index) => {
    const { score, why, pick } = scores[index]!;
    return { ...told[index]!, place, score, why, pick, day };
  });
}

function shorten(paper: z.input<typeof paperShape>): Listed {
  const { id, title, categories, isWithdrawn, codeUrl, projectUrl, votes, comments, url } = paper;
  return {
    id,
    title,
    authors: paper.authors.slice(0, mostAuthors),
    authorCount: paper.authors.length,
    categories,
    opening: opening(paper.abstract, longestOpening),
    day: paper.appearances[0]?.day ?? null,
    isWithdrawn,
    codeUrl,
    projectUrl,
    votes,
    comments,
    url,
  };
}

/** One after the other, as lists of this site have them. */
export function writeListed(
  papers: readonly Paper[],
  context: McpContext,
  { from = 1, whyOf }: { from?: number; whyOf?: (index: number) => string | undefined } = {},
): string {
  const blocks = papers.flatMap((paper, index) => {
    const why = whyOf?.(index);
    return entryBlocks({
      paper,
      place: from + index,
      reasons: why === undefined ? [] : [why],
      isWhole: false,
      forModel: true,
    });
  });
  return writeDocument(blocks, context);
}

/** What is left out of a list for the reader who asks. */
export const hiddenField = {
  hidden: z.int().meta({ description: "How many are left out because the reader hides them." }),
};

export function saysHidden(hidden: number): string {
  return hidden > 0 ? `${count(hidden, "paper")} that the reader hides left out.` : "";
}

/** What else there is of a list, and how to have it. */
export function saysMore({ page, pages }: { page: number; pages: number }): string {
  if (page < pages) return `Page ${page} of ${pages}; the next is \`page: ${page + 1}\`.`;
  return page > pages ? `There are ${count(pages, "page")} only.` : "";
}
