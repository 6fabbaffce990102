// Writing comments, editing and deleting one's own, and voting for those of others.
import { z } from "zod";
import { voteForComment } from "../../community/discussion/comment-votes.ts";
import {
  deleteComment,
  editComment,
  longestComment,
  parseComment,
  writeComment,
} from "../../community/discussion/commenting.ts";
import { may, type Reader } from "../../community/readers.ts";
import type { ApiOptions } from "../options.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { ofField } from "../reading/invalid-field.ts";
import { number } from "../shapes/values.ts";
import { route } from "./route.ts";
import { voteShape } from "./votes.ts";
import { commentId, getComment } from "./comments.ts";
import { commentShape, tellComments } from "../shapes/comment.ts";

interface Acted {
  id: number;
  /** Who acts, and may read what they wrote. */
  reader: Reader;
}

async function getActed(options: ApiOptions, { id, reader }: Acted) {
  const viewer = { id: reader.id, isModerator: may(reader, "moderate") };
  return await getComment(options, { id, viewer, isToBeRead: false });
}

async function tellActed(options: ApiOptions, acted: Acted): Promise<z.input<typeof commentShape>> {
  return (await tellComments([await getActed(options, acted)], options))[0]!;
}

const text = z.string().meta({
  description: `Markdown, ${longestComment.toLocaleString("en-US")} characters at most; \`@ada\` mentions somebody.`,
  example: "Does this hold for $n = 1$, too?",
});

const voteWays = [
  { method: "put", up: true, operationId: "voteForComment", summary: "Vote for a comment" },
  {
    method: "delete",
    up: false,
    operationId: "takeBackVoteForComment",
    summary: "Take back a vote for a comment",
  },
] as const;

export const commentWritingRoutes = [
  route({
    method: "post",
    path: "/papers/{id}/comments",
    operationId: "writeComment",
    tag: "Discussions",
    summary: "Say something about a paper, or reply",
    description:
      "The same words in the same place within ten minutes are the same comment, so that a request can be sent again. Where a moderator looks first, its `visibility` is `held`.",
    scope: "comments",
    params: { id: paperId },
    body: {
      markdown: text,
      parent: number.optional().meta({ description: "The comment that it answers." }),
    },
    answer: commentShape,
    made: ({ id }) => `/comments/${id}`,
    async handle({ params, body, asker: { reader } }, options) {
      const { id: paper } = await getNamedPaper(options, params.id);
      const { markdown: source, parent } = body;
      await ofField("markdown", () => parseComment(source));
      const comment = { paper, parent, reader: reader.id, source };
      const { id } = await ofField("parent", () => writeComment(options, comment));
      return await tellActed(options, { id, reader });
    },
  }),
  route({
    method: "patch",
    path: "/comments/{id}",
    operationId: "editComment",
    tag: "Discussions",
    summary: "Put other words into your comment",
    description:
      "It is marked as edited, and everybody can see in its history what it said before.",
    scope: "comments",
    params: { id: commentId },
    body: { markdown: text },
    answer: commentShape,
    async handle({ params: { id }, body: { markdown: source }, asker: { reader } }, options) {
      await ofField("markdown", () => parseComment(source));
      await editComment(options, { comment: id, reader: reader.id, source });
      return await tellActed(options, { id, reader });
    },
  }),
  route({
    method: "delete",
    path: "/comments/{id}",
    operationId: "deleteComment",
    tag: "Discussions",
    summary: "Delete your comment",
    description: "Its words go for good, and all that it said before with them. Replies stay.",
    scope: "comments",
    params: { id: commentId },
    async handle({ params: { id }, asker: { reader } }, options) {
      await deleteComment(options, { comment: id, reader: reader.id });
    },
  }),
  ...voteWays.map(({ up, ...way }) =>
    route({
      ...way,
      path: "/comments/{id}/vote",
      tag: "Votes",
      description: "To do so twice is to do so once. Nobody votes for their own.",
      scope: "votes",
      params: { id: commentId },
      answer: voteShape,
      async handle({ params: { id }, asker: { reader } }, options) {
        await getActed(options, { id, reader });
        const votes = await voteForComment(options, { comment: id, reader: reader.id, up });
        return { votes, voted: up };
      },
    }),
  ),
];
