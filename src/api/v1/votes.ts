// Votes for papers.
import { z } from "zod";
import { votePaper } from "../../community/acts/voting.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { route } from "./route.ts";

export const voteRoutes = (["put", "delete"] as const).map((method) =>
  route({
    method,
    path: "/papers/{id}/vote",
    operationId: method === "put" ? "voteForPaper" : "takeBackVoteForPaper",
    tag: "Votes",
    summary: method === "put" ? "Vote for a paper" : "Take back a vote for a paper",
    description: "To do so twice is to do so once.",
    scope: "votes",
    params: { id: paperId },
    answer: z.object({ votes: z.int(), voted: z.boolean() }),
    async handle({ params, asker: { reader }, network }, options) {
      const up = method === "put";
      const { id: paper } = await getNamedPaper(options, params.id);
      const votes = await votePaper(options, { paper, reader: reader.id, up, network });
      return { votes, voted: up };
    },
  }),
);
