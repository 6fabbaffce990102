// What readers say of a paper, as anybody sees it.
import { z } from "zod";
import { listDiscussion, type Comment } from "../../../community/discussion/comments.ts";
import { countTalk } from "../../../community/discussion/talk-counts.ts";
import { formerReader } from "../../../community/readers.ts";
import { markdownToText } from "../../../papers/markdown/markdown.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { commentShape, tellWithoutHtml } from "../../shapes/comment.ts";
import { pageFields } from "../listed.ts";
import { count } from "../../../papers/words.ts";
import { cut, dataNotice, inline, link, paragraphs, quote } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";

const longestText = 2000;

export const saidShape = commentShape
  .pick({
    id: true,
    url: true,
    parent: true,
    author: true,
    isAuthorOfPaper: true,
    createdAt: true,
    votes: true,
  })
  .extend({
    text: z
      .string()
      .nullable()
      .meta({
        description: `Plain text, cut to ${longestText} characters; null where it was deleted.`,
      }),
  });

type Told = z.input<typeof saidShape>;

export const getDiscussion = tool({
  name: "get_discussion",
  title: "Read a discussion",
  description: "What readers of this site say of a paper, the oldest first, a page at a time.",
  input: { id: paperId.max(300), ...pageFields },
  output: {
    total: z.int().meta({ description: "How many comments there are, on all pages." }),
    page: z.int(),
    next: z.int().nullable().meta({ description: "The page after this one; null on the last." }),
    comments: z.array(saidShape).meta({
      description: "Deleted ones have a place where others answer them, and are not counted.",
    }),
  },
  async answer({ id, limit, page }, context) {
    const paper = await getNamedPaper(context, id);
    const total = (await countTalk(context.db, [paper.id])).get(paper.id)?.comments ?? 0;
    const offset = (page - 1) * limit;
    // One more than is told tells whether there are more.
    const asked = { paper: paper.id, from: "oldest", limit: limit + 1, offset } as const;
    const found = await listDiscussion(context.db, asked);
    const comments = await tellSaid(found.slice(0, limit), context);
    const next = found.length > limit ? page + 1 : null;
    return {
      data: { total, page, next, comments },
      text: paragraphs(
        dataNotice,
        `# Discussion of ${inline(texToText(paper.title))}`,
        total === 0 ? "Nobody has said anything yet." : `${count(total, "comment")}.`,
        writeComments(comments),
        next !== null && `There are more; the next is \`page: ${next}\`.`,
      ),
    };
  },
});

export async function tellSaid(comments: readonly Comment[], context: McpContext): Promise<Told[]> {
  return (await tellWithoutHtml(comments, context)).map(shorten);
}

function shorten(comment: Omit<z.input<typeof commentShape>, "html">): Told {
  const { id, url, parent, author, isAuthorOfPaper, createdAt, votes, markdown } = comment;
  const text = markdown === null ? null : cut(markdownToText(markdown), longestText);
  return { id, url, parent, author, isAuthorOfPaper, createdAt, votes, text };
}

function writeComments(comments: readonly Told[]): string {
  return paragraphs(
    ...comments.map(({ id, parent, author, isAuthorOfPaper, createdAt, votes, text, url }) =>
      paragraphs(
        [
          link(`Comment ${id}`, url),
          `by ${inline(author?.name ?? formerReader)}${isAuthorOfPaper ? ", an author of the paper" : ""}`,
          createdAt,
          parent !== null && `in answer to ${parent}`,
          votes > 0 && count(votes, "vote"),
        ]
          .filter(Boolean)
          .join(" · "),
        text === null ? "Deleted by its author." : quote(text),
      ),
    ),
  );
}
