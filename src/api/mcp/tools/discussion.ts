// What readers say of a paper, as anybody sees it.
import { z } from "zod";
import { listDiscussion, type Comment } from "../../../community/discussion/comments.ts";
import { countTalk } from "../../../community/discussion/talk-counts.ts";
import { formerReader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { markdownToText } from "../../../papers/markdown/markdown.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import type { Paper } from "../../../papers/paper.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { countFields, pageFields, saysMore } from "../listed.ts";
import { count, dataNotice, inline, link, paragraphs, quote } from "../markdown.ts";
import type { McpContext } from "../options.ts";
import { tool } from "../tool.ts";

const longestText = 2000;

export const commentShape = z.object({
  id: z.int(),
  answers: z.int().nullable().meta({ description: "The comment that it answers." }),
  by: z.string().nullable().meta({ description: "Null where the account or the comment is gone." }),
  isAuthorOfPaper: z.boolean(),
  at: z.string(),
  votes: z.int(),
  text: z
    .string()
    .nullable()
    .meta({
      description: `Plain text, cut to ${longestText} characters; null where it was deleted.`,
    }),
  url: z.string(),
});

type Told = z.input<typeof commentShape>;

export const getDiscussion = tool({
  name: "get_discussion",
  title: "Read a discussion",
  description: "What readers of this site say of a paper, the oldest first, a page at a time.",
  input: { id: paperId.max(300), ...pageFields },
  output: { ...countFields, comments: z.array(commentShape) },
  async answer({ id, limit, page }, context) {
    const paper = await getNamedPaper(context, id);
    const total = (await countTalk(context.db, [paper.id])).get(paper.id)?.comments ?? 0;
    const comments = await tellComments(paper, { limit, page }, context);
    const pages = Math.max(1, Math.ceil(total / limit));
    return {
      data: { total, page, pages, comments },
      text: paragraphs(
        dataNotice,
        `# Discussion of ${inline(texToText(paper.title))}`,
        total === 0 ? "Nobody has said anything yet." : `${count(total, "comment")}.`,
        writeComments(comments),
        saysMore({ page, pages }),
      ),
    };
  },
});

export async function tellComments(
  paper: Paper,
  { limit, page }: { limit: number; page: number },
  { db, config }: McpContext,
): Promise<Told[]> {
  const offset = (page - 1) * limit;
  const comments = await listDiscussion(db, { paper: paper.id, from: "oldest", limit, offset });
  return comments.map((comment) => tellComment(comment, config.SITE_URL));
}

function tellComment(comment: Comment, site: URL): Told {
  const { id, parent, by, isAuthors, at, votes, source } = comment;
  return {
    id,
    answers: parent,
    by: by?.name ?? null,
    isAuthorOfPaper: isAuthors,
    at,
    votes,
    text: source === undefined ? null : cut(markdownToText(source)),
    url: new URL(links.comment(id), site).href,
  };
}

export function writeComments(comments: readonly Told[]): string {
  return paragraphs(
    ...comments.map(({ id, answers, by, isAuthorOfPaper, at, votes, text, url }) =>
      paragraphs(
        [
          link(`Comment ${id}`, url),
          `by ${inline(by ?? formerReader)}${isAuthorOfPaper ? ", an author of the paper" : ""}`,
          at,
          answers !== null && `in answer to ${answers}`,
          votes > 0 && count(votes, "vote"),
        ]
          .filter(Boolean)
          .join(" · "),
        text === null ? "Deleted by its author." : quote(text),
      ),
    ),
  );
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()} …` : text;
}
