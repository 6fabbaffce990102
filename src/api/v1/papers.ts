// One paper, and what is like it.
import { z } from "zod";
import { listAuthorsHere } from "../../community/authorship/claims.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { findSimilar } from "../../search/search.ts";
import { count } from "../reading/count.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { personShape, tellPerson } from "../shapes/person.ts";
import { route } from "./route.ts";

export const similarRoute = route({
  method: "get",
  path: "/papers/{id}/similar",
  operationId: "listSimilarPapers",
  tag: "Papers",
  summary: "Papers about the same, the most alike first",
  params: { id: paperId },
  query: { limit: count(1, 50).default(5).meta({ description: "How many at most." }) },
  answer: z.object({ items: z.array(paperShape) }).meta({ id: "PaperList" }),
  async handle({ params, query }, options) {
    const { db, finder } = options;
    const { id } = await getNamedPaper(options, params.id);
    const papers = await findSimilar(db, finder, { papers: [id], limit: query.limit });
    return { items: await tellPapers(papers, options) };
  },
});

export const paperRoute = route({
  method: "get",
  path: "/papers/{id}",
  operationId: "getPaper",
  tag: "Papers",
  summary: "One paper",
  params: { id: paperId },
  answer: paperShape
    .and(
      z.object({
        authorsHere: z
          .array(
            z.object({
              author: z.string().meta({ description: "As `authors` has them." }),
              by: personShape,
            }),
          )
          .meta({ description: "Those of its authors who proved here that they are." }),
      }),
    )
    .meta({ id: "PaperInFull" }),
  async handle({ params }, options) {
    const paper = await getNamedPaper(options, params.id);
    const [told] = await tellPapers([paper], options);
    const authors = await listAuthorsHere(options.db, paper.id);
    const site = options.config.SITE_URL;
    return {
      ...told!,
      authorsHere: authors.map(({ author, by }) => ({
        author: texToText(author),
        by: tellPerson(by, site),
      })),
    };
  },
});
