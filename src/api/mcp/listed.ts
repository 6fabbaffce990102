// A paper in a list, short enough that fifty of them fit into what a model reads at once.
import { z } from "zod";
import { formerReader } from "../../community/readers.ts";
import type { Entry } from "../../editions/standings.ts";
import { opening } from "../../papers/opening.ts";
import type { Paper } from "../../papers/paper.ts";
import { saidBy } from "../../papers/said-by.ts";
import { count as numberField } from "../reading/count.ts";
import { tellEntries } from "../shapes/entry.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { scoreShape } from "../shapes/score.ts";
import { day, place } from "../shapes/values.ts";
import { addressOf, count, inline, link, paragraphs, quote } from "./markdown.ts";
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
  return (await tellEntries(entries, context)).map((entry) => {
    const { place, score, why, pick, day } = entry;
    return { ...shorten(entry), place, score, why, pick, day };
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

/** One after the other; `why` is a line of ours about each. */
export function writeListed<Each extends Listed>(
  papers: readonly Each[],
  { from = 1, why }: { from?: number; why?: (paper: Each) => string } = {},
): string {
  return paragraphs(
    ...papers.map((paper, index) =>
      paragraphs(
        `### ${from + index}. ${link(paper.title, paper.url)}`,
        [aboutLine(paper), why?.(paper)].filter(Boolean).join("  \n"),
        paper.opening !== "" && quote(paper.opening),
      ),
    ),
  );
}

export function writeRanked(papers: readonly Ranked[]): string {
  return writeListed(papers, { from: papers[0]?.place ?? 1, why: saysWhyHere });
}

/** `Picked by Ada: “…”`, `Why: 17 votes in 6 hours; code with 3 stars` */
export function saysWhyHere({ why, pick }: Pick<Ranked, "why" | "pick">): string {
  const picked =
    pick && saidBy(`Picked by ${inline(pick.by?.name ?? formerReader)}`, inline(pick.sentence));
  const spoken = why.length > 0 && `Why: ${why.map(inline).join("; ")}`;
  return [picked, spoken].filter(Boolean).join("  \n");
}

function aboutLine(paper: Listed): string {
  const { id, authors, authorCount, categories, day, votes, comments } = paper;
  const others = authorCount - authors.length;
  const code = paper.codeUrl === null ? undefined : addressOf(paper.codeUrl);
  return [
    `id ${inline(id)}`,
    `by ${authors.map(inline).join(", ")}${others > 0 ? ` and ${count(others, "other")}` : ""}`,
    categories.map(inline).join(" "),
    day,
    votes > 0 && count(votes, "vote"),
    comments > 0 && count(comments, "comment"),
    code !== undefined && `code ${code}`,
    paper.isWithdrawn && "**withdrawn**",
  ]
    .filter((part) => typeof part === "string" && part !== "" && part !== "by ")
    .join(" · ");
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
