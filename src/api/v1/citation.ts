// How to cite a paper, as its page says it.
import { z } from "zod";
import { cslItem } from "../../papers/citations/csl-json.ts";
import { plainReference, styles, type StyleName } from "../../papers/citations/styles/styles.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { route } from "./route.ts";

const styleNames = Object.keys(styles) as StyleName[];

export const citationRoute = route({
  method: "get",
  path: "/papers/{id}/citation",
  operationId: "citePaper",
  tag: "Papers",
  summary: "Its reference in a style, and what a reference is made of",
  description:
    "As files in BibTeX, BibLaTeX, RIS and CSL-JSON there are references behind the address of the paper’s page.",
  params: { id: paperId },
  query: { style: z.enum(styleNames).default("apa") },
  answer: z
    .object({
      style: z.enum(styleNames),
      text: z.string().meta({ description: "As plain text, without italics." }),
      csl: z
        .record(z.string(), z.unknown())
        .meta({ description: "The item of CSL-JSON; `id` is the key by which BibTeX cites it." }),
    })
    .meta({ id: "Citation" }),
  async handle({ params, query: { style } }, options) {
    const paper = await getNamedPaper(options, params.id);
    return { style, text: plainReference(paper, style), csl: { ...cslItem(paper) } };
  },
});
