// Submitting a paper.
import { z } from "zod";
import { submitPaper } from "../../community/submissions/submitting.ts";
import { longestSentence, parseSentence } from "../../community/sentence.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { ofField } from "../reading/invalid-field.ts";
import { route } from "./route.ts";

export const submissionRoutes = [
  route({
    method: "post",
    path: "/submissions",
    operationId: "submitPaper",
    tag: "Submissions",
    summary: "Submit a paper to this site",
    description:
      "It is looked up where it was published, and joins the newest edition with your name and your vote. What is here already is told with 200, and nothing changes.",
    scope: "submissions",
    body: {
      paper: z.string().max(2000).meta({
        description: "An identifier, a DOI, or the address of its page.",
        example: "2310.07896",
      }),
      sentence: z
        .string()
        .max(4 * longestSentence)
        .optional()
        .meta({ description: `Why, in a sentence of ${longestSentence} characters at most.` }),
    },
    answer: z.object({ isNew: z.boolean(), paper: paperShape }).meta({ id: "Submitted" }),
    made: ({ isNew, paper }) => (isNew ? `/papers/${paper.id}` : undefined),
    async handle({ body, asker: { reader }, network }, options) {
      const { paper: named, sentence = "" } = body;
      await ofField("sentence", () => parseSentence(sentence));
      const { paper, isNew } = await ofField("paper", () =>
        submitPaper(options, { reader, named, sentence, network: network() }),
      );
      return { isNew, paper: (await tellPapers([paper], options))[0]! };
    },
  }),
];
