// A comment. Of what its author deleted there is only the place in the thread, where answers follow.
import { z } from "zod";
import { listIdentifiers } from "../../catalogue/papers.ts";
import type { Comment } from "../../community/discussion/comments.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { ApiOptions } from "../options.ts";
import { address, howMany, moment, number } from "./values.ts";
import { pageOf } from "./page.ts";
import { personShape, tellPerson } from "./person.ts";
import { renderComments } from "./rendered-comments.ts";

export const commentShape = z
  .object({
    id: number,
    url: address.meta({ description: "Its page; this address stays." }),
    paper: z.string().meta({ description: "The identifier of the paper that it speaks of." }),
    parent: number.nullable().meta({ description: "The comment that it answers." }),
    thread: number.meta({ description: "The first comment of its thread." }),
    visibility: z.enum(["shown", "held", "hidden", "deleted"]).meta({
      description: "Anybody reads what is shown; held and hidden ones whoever wrote them, too.",
    }),
    author: personShape
      .nullable()
      .meta({ description: "Null for a former reader, and where it is not to be read." }),
    isAuthorOfPaper: z.boolean().meta({ description: "Whether its author is one of the paper’s." }),
    createdAt: moment,
    editedAt: moment.nullable(),
    votes: howMany,
    markdown: z.string().nullable().meta({ description: "Null where it is not to be read." }),
    html: z.string().nullable().meta({ description: "The same, rendered and made safe." }),
  })
  .meta({ id: "Comment" });

export const commentPage = pageOf("CommentPage", commentShape);

type CommentShape = z.input<typeof commentShape>;

export async function tellComments(
  comments: readonly Comment[],
  options: Pick<ApiOptions, "db" | "config" | "renderMarkdown">,
): Promise<CommentShape[]> {
  const told = await tellWithoutHtml(comments, options);
  const rendered = await renderComments(options, comments);
  const htmlOf = new Map(rendered.map(({ comment, html }) => [comment.id, html]));
  return told.map((each) => ({ ...each, html: htmlOf.get(each.id) ?? null }));
}

/** For those who read Markdown. Their papers are called by the names that they have by now. */
export async function tellWithoutHtml(
  comments: readonly Comment[],
  { db, config }: Pick<ApiOptions, "db" | "config">,
): Promise<Omit<CommentShape, "html">[]> {
  const papers = new Set(comments.map(({ paper }) => paper));
  const named = await listIdentifiers(db, [...papers]);
  const names = new Map(named.map(({ id, identifier }) => [id, bareIdentifier(identifier)]));
  return comments.flatMap((comment) => {
    const paper = names.get(comment.paper);
    if (paper === undefined) return [];
    const { id, parent, root, standing, by, isAuthors, at, editedAt, votes, source } = comment;
    return {
      id,
      url: links.whole(links.comment(id), config.SITE_URL),
      paper,
      parent,
      thread: root,
      visibility: standing,
      author: by ? tellPerson(by, config.SITE_URL) : null,
      isAuthorOfPaper: isAuthors,
      createdAt: at,
      editedAt,
      votes,
      markdown: source ?? null,
    };
  });
}
