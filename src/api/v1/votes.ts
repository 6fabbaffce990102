// Votes for papers.
import { z } from "zod";
import { voteForPaper } from "../../community/votes/voting.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { howMany } from "../shapes/values.ts";
import { route } from "./route.ts";

export const voteShape = z
  .object({ votes: howMany, voted: z.boolean().meta({ description: "Whether you do." }) })
  .meta({ id: "Vote", description: "How many votes there are now." });

const ways = [
  { method: "put", up: true, operationId: "voteForPaper", summary: "Vote for a paper" },
  {
    method: "delete",
    up: false,
    operationId: "takeBackVoteForPaper",
    summary: "Take back a vote for a paper",
  },
] as const;

export const voteRoutes = ways.map(({ up, ...way }) =>
  route({
    ...way,
    path: "/papers/{id}/vote",
    tag: "Votes",
    description: "To do so twice is to do so once.",
    scope: "votes",
    params: { id: paperId },
    answer: voteShape,
    async handle({ params, asker: { reader }, network }, options) {
      const { id: paper } = await getNamedPaper(options, params.id);
      const votes = await voteForPaper(options, {
        paper,
        reader: reader.id,
        up,
        network: network(),
      });
      return { votes, voted: up };
    },
  }),
);
