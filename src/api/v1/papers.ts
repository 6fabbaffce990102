// One paper, and what is like it.
import { z } from "zod";
import { findSimilar } from "../../search/search.ts";
import { count } from "../reading/count.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";

export const similarRoute = route({
  method: "get",
  path: "/papers/{id}/similar",
  operationId: "listSimilarPapers",
  tag: "Papers",
  summary: "Papers about the same, the most alike first",
  params: { id: paperId },
  query: { limit: count(1, 50).default(5).meta({ description: "How many at most." }) },
  answer: z.object({ items: z.array(paperShape) }),
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
  answer: paperShape,
  async handle({ params }, options) {
    const paper = await getNamedPaper(options, params.id);
    return (await tellPapers([paper], options))[0]!;
  },
});
