// Search, in the language of the search box.
import { z } from "zod";
import { dayIn } from "../../../papers/period.ts";
import { longestQuery } from "../../../search/language/parse.ts";
import { searchAs, readerOf } from "../../../search/asking.ts";
import { whyFound } from "../../../search/why-found.ts";
import { searchPapers, type SearchResult } from "../../../search/search.ts";
import { demandAsking } from "../../reading/asking.ts";
import {
  countFields,
  hiddenField,
  listedShape,
  pageFields,
  saysHidden,
  saysMore,
  tellListed,
  writeListed,
} from "../listed.ts";
import { count } from "../../../papers/words.ts";
import { dataNotice, inline, paragraphs } from "../markdown.ts";
import { tool } from "../tool.ts";

const foundShape = listedShape.extend({
  foundBy: z
    .enum(["all", "some", "meaning"])
    .meta({ description: "All that was asked, some of its words, or meaning alone." }),
});

export const searchPapersTool = tool({
  name: "search_papers",
  title: "Search papers",
  description: `Finds papers by words, by meaning and by filters, best first. Plain words suffice; papers that say the same in other words come, too.

The query language, all parts of which combine (side by side means AND):
- "world model" — words side by side; gripper OR hand; diffusion -image — without; ( … ) keeps together
- ti:transformer, abs:"sample efficiency", au:"Geoffrey Hinton", co:accepted (authors' comment), jr:nature
- cat:cs.RO — a category, cat:math — an archive; source:arxiv
- on:2026-03-27, on:2026-W13, on:2026-03, after:2025-03, before:2024, on:today, on:yesterday
- has:code, has:project, has:votes, is:new, is:replacement, is:withdrawn, votes:>10
- id:2310.07896, doi:10.1103/…; similar:2310.07896 — about the same as a paper
- sort:relevance (usual with words), sort:date, sort:votes, sort:meaning, sort:words
- is:saved, is:unread, is:read, tag:to-read — of the reader's own library, with a token that may read

Examples: (grasping OR manipulation) cat:cs.RO has:code after:2025 · teaching machines to grasp things · au:"Yue Liao" -ti:survey sort:date

Whatever could not be understood is told under "mistakes", and looked for as words or not at all. A query that asks for nothing is refused.`,
  input: {
    query: z.string().max(longestQuery).meta({ description: "See above." }),
    ...pageFields,
  },
  output: {
    ...countFields,
    ...hiddenField,
    total: z.int().meta({ description: "How many match all that was asked." }),
    others: z.int().meta({
      description: "How many more hold only some of the words, or are near in meaning.",
    }),
    mistakes: z
      .array(z.string())
      .meta({ description: "What of the query was not understood, and why." }),
    papers: z.array(foundShape),
  },
  async answer({ query, limit, page }, context) {
    const { db, finder, config, clock, asker } = context;
    const found = await searchPapers(db, finder, {
      query,
      page,
      perPage: limit,
      today: dayIn(config.TIME_ZONE, clock()),
      searcher: await searchAs(context, readerOf(asker)),
    });
    demandAsking(found, "query");
    const listed = await tellListed(found.papers, context);
    const papers = listed.map((paper, index) => ({ ...paper, foundBy: found.foundBy[index]! }));
    const { total, nearly, near, mutedCount, pages } = found;
    const mistakes = mistakesOf(found);
    return {
      data: { total, others: nearly + near, page, pages, hidden: mutedCount, mistakes, papers },
      text: paragraphs(
        saysFound(found),
        saysHidden(mutedCount),
        ...mistakes.map(inline),
        papers.length > 0 && dataNotice,
        writeListed(found.papers, context, {
          from: (page - 1) * limit + 1,
          whyOf: (index) => whyFound(found.foundBy[index])[0],
        }),
        saysMore(found),
      ),
    };
  },
});

function mistakesOf({ query, forgiven }: SearchResult): string[] {
  return [
    ...query.mistakes.map(({ from, to, says }) => `${query.text.slice(from, to)}: ${says}`),
    ...forgiven.map(({ typed, instead }) => `No paper says ${typed}; looked for ${instead}.`),
  ];
}

function saysFound({ papers, total, nearly, near }: SearchResult): string {
  if (total > 0) return `${count(total, "paper")} found.`;
  return papers.length === 0
    ? "No paper holds any of this. Try fewer or other words."
    : `No paper holds all of this; ${count(nearly + near, "paper")} hold some of it or are near in meaning.`;
}
