// Papers about the same, as a paper's page shows them; or about what a text says.
import { z } from "zod";
import { Invalid } from "../../../errors.ts";
import { dayIn } from "../../../papers/period.ts";
import type { Paper } from "../../../papers/paper.ts";
import { searchAs, readerOf } from "../../../search/asking.ts";
import { findSimilar, searchPapers } from "../../../search/search.ts";
import { count as numberField } from "../../reading/count.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { listedShape, tellListed, writeListed } from "../listed.ts";
import { count } from "../../../papers/words.ts";
import { dataNotice, paragraphs } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";

const mostExamples = 10;

export const findSimilarTool = tool({
  name: "find_similar",
  title: "Find similar papers",
  description:
    "Papers that are about the same as one or several papers, or as a text such as an abstract or an idea, the most alike first; likeness is of meaning, not of words. Give papers or text. To filter as well, use search_papers with similar:ID and the filters.",
  input: {
    papers: z
      .array(paperId.max(300))
      .min(1)
      .max(mostExamples)
      .optional()
      .meta({ description: `The ids of up to ${mostExamples} papers.` }),
    text: z.string().min(1).max(4000).optional().meta({
      description: "Plain words, a sentence or a paragraph; not the query language.",
    }),
    limit: numberField(1, 50).default(10).meta({ description: "How many at most, 1 to 50." }),
  },
  output: { papers: z.array(listedShape) },
  async answer({ papers: examples, text, limit }, context) {
    if ((examples === undefined) === (text === undefined)) {
      throw new Invalid('Give either "papers" or "text".');
    }
    const found =
      examples === undefined
        ? await findMeaning(text!, limit, context)
        : await findLike(examples, limit, context);
    const papers = await tellListed(found, context);
    return {
      data: { papers },
      text: paragraphs(
        papers.length === 0
          ? "Nothing similar is here."
          : `${count(papers.length, "paper")}, the most alike first.`,
        papers.length > 0 && dataNotice,
        writeListed(found, context),
      ),
    };
  },
});

async function findLike(examples: string[], limit: number, context: McpContext): Promise<Paper[]> {
  const { db, finder } = context;
  const papers: number[] = [];
  for (const id of examples) papers.push((await getNamedPaper(context, id)).id);
  return await findSimilar(db, finder, { papers, limit });
}

async function findMeaning(text: string, limit: number, context: McpContext): Promise<Paper[]> {
  const { db, finder, config, clock } = context;
  const { papers } = await searchPapers(db, finder, {
    query: plainWords(text),
    order: "meaning",
    perPage: limit,
    today: dayIn(config.TIME_ZONE, clock()),
    searcher: await searchAs(context, readerOf(context.asker)),
  });
  return papers;
}

/** Nothing in it is a sign of the query language. */
function plainWords(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{M}\p{N}'’]+/gu, " ")
    .replaceAll(/\b(AND|OR|NOT|ANDNOT)\b/g, (word) => word.toLowerCase());
}
