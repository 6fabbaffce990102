// Search: the papers of a page, how many there are, the counts of every filter, and what was understood.
import { z } from "zod";
import { listIdentifiers, listPapers } from "../../catalogue/papers.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { searchAs, readerOf } from "../../search/asking.ts";
import { understand } from "../../search/language/understand.ts";
import { countChoices } from "../../search/choices.ts";
import { findNearest } from "../../search/nearest.ts";
import { mostListed, searchFor, type SearchResult } from "../../search/search.ts";
import { asNumbered, nextPage, pageQuery, readPage, type Page } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { demandAsking } from "../reading/asking.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { howMany } from "../shapes/values.ts";
import { route } from "./route.ts";

const query = {
  q: z.string().meta({
    description: "A query as the search box takes it; see the help of the search page.",
    example: "robot cat:cs.RO",
  }),
  sort: z
    .enum(["relevance", "words", "meaning", "date", "votes"])
    .optional()
    .meta({ description: "Takes the place of the order that the query asks for." }),
  ...pageQuery({ usual: 20 }),
};

const totals = {
  total: howMany.meta({ description: "How many papers match everything that was asked." }),
  bySomeWords: howMany.meta({
    description: "How many hold only some of the words; told where `total` is less than a page.",
  }),
  byMeaning: howMany.meta({
    description: "How many further papers are listed that meaning brought.",
  }),
};

const understoodShape = z
  .object({
    kind: z.enum(["word", "phrase", "filter", "not", "or", "sort"]),
    text: z.string().meta({ description: "As it was typed." }),
    says: z.string().meta({ description: "What it means; empty for plain words." }),
  })
  .meta({ id: "Understood" });

const foundShape = pageOf(
  "FoundPaperPage",
  paperShape
    .and(
      z.object({
        foundBy: z
          .enum(["all", "some", "meaning"])
          .meta({ description: "By all that was asked, some of the words, or meaning alone." }),
      }),
    )
    .meta({ id: "FoundPaper", description: "A paper, and how it was found." }),
  {
    query: z.string().meta({ description: "As it was taken." }),
    understood: z.array(understoodShape).meta({ description: "Piece by piece." }),
    mistakes: z
      .array(
        z.object({
          from: howMany.meta({ description: "Where in the query it begins." }),
          to: howMany.meta({ description: "Where it has ended." }),
          says: z.string(),
        }),
      )
      .meta({ description: "What could not be understood, and was looked for as words or not." }),
    forgiven: z
      .array(z.object({ typed: z.string(), instead: z.string() }))
      .meta({ description: "Words that no paper holds, and what was looked for instead." }),
    order: z.enum(["relevance", "words", "meaning", "date", "votes"]),
    ...totals,
    hidden: howMany.meta({ description: "How many match that the reader who asks hides." }),
    isRough: z.boolean().meta({
      description: "Phrases were so common that some papers hold their words, not side by side.",
    }),
    facets: z.array(z.object({ facet: z.string(), papers: howMany })).meta({
      description:
        "What it can be narrowed to, as the query language writes it, with how many papers that would show. Categories and sources are alternatives, and counted as if none of them were asked for.",
    }),
    months: z
      .array(z.object({ month: z.string(), papers: howMany }))
      .meta({ description: "What matches by month of the listing date." }),
    suggestions: z
      .array(z.object({ query: z.string(), without: z.array(z.string()), papers: howMany }))
      .meta({ description: "Where nothing was found: what is nearest and finds something." }),
  },
);

export const searchRoutes = [
  route({
    method: "get",
    path: "/search",
    operationId: "searchPapers",
    tag: "Search",
    summary: "Papers that match a query, and what they are",
    description:
      "The query language is that of the search box. With a token that has the scope `read`, `is:saved` and other words of one’s own are understood, and what its reader hides is left out.",
    query,
    answer: foundShape,
    async handle({ query: { q, sort, ...query }, asker }, options) {
      const { db, finder } = options;
      const page = readPage(query);
      const { today } = sectionOptions(options);
      const searcher = await searchAs(options, readerOf(asker));
      const request = {
        query: q,
        ...(sort && { order: sort }),
        ...asNumbered(page),
        today,
        searcher,
      };
      const found = await searchFor(db, finder, request, listPapers);
      demandAsking(found, "q");
      const none = found.total + found.nearly + found.near === 0;
      const { facets } = await countChoices(db, finder, found, { today, searcher });
      const papers = await tellPapers(found.papers, options);
      return {
        items: papers.map((paper, place) => ({ ...paper, foundBy: found.foundBy[place]! })),
        next: nextOf(found, page),
        query: found.query.text,
        understood: understand(found.query),
        mistakes: found.query.mistakes.map(({ from, to, says }) => ({ from, to, says })),
        forgiven: found.forgiven,
        order: found.order,
        total: found.total,
        bySomeWords: found.nearly,
        byMeaning: found.near,
        hidden: found.mutedCount,
        isRough: found.isRough,
        facets,
        months: found.months,
        suggestions:
          none && found.query.similarTo.length === 0
            ? (await findNearest(db, finder, { query: found.query, today, searcher })).map(
                ({ query, without, papers }) => ({ query, without: [...without], papers }),
              )
            : [],
      };
    },
  }),
  route({
    method: "get",
    path: "/search/identifiers",
    operationId: "searchIdentifiers",
    tag: "Search",
    summary: "The identifiers of papers that match a query, and nothing more of them",
    query,
    answer: pageOf("IdentifierPage", z.string(), totals),
    async handle({ query: { q, sort, ...query }, asker }, options) {
      const page = readPage(query);
      const { today } = sectionOptions(options);
      const request = {
        query: q,
        ...(sort && { order: sort }),
        ...asNumbered(page),
        today,
        searcher: await searchAs(options, readerOf(asker)),
      };
      const found = await searchFor(options.db, options.finder, request, listIdentifiers);
      demandAsking(found, "q");
      const { total, nearly, near, papers } = found;
      const items = papers.map(({ identifier }) => bareIdentifier(identifier));
      return { items, next: nextOf(found, page), total, bySomeWords: nearly, byMeaning: near };
    },
  }),
];

function nextOf({ page, pages }: SearchResult<unknown>, at: Page): string | null {
  return page < pages ? nextPage(at, mostListed) : null;
}
