// A comment. Of what its author deleted there is only the place in the thread, where answers follow.
import { z } from "zod";
import { listIdentifiers } from "../../catalogue/papers.ts";
import type { Comment } from "../../community/discussion/comments.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { ApiOptions } from "../options.ts";
import { moment } from "./values.ts";
import { personShape, tellPerson } from "./person.ts";
import { renderComments } from "./rendered-comments.ts";

export const commentShape = z
  .object({
    id: z.int(),
    url: z.string().meta({ description: "Its page; this address stays." }),
    paper: z.string().meta({ description: "The identifier of the paper that it speaks of." }),
    parent: z.int().nullable().meta({ description: "The comment that it answers." }),
    thread: z.int().meta({ description: "The first comment of its thread." }),
    standing: z.enum(["shown", "held", "hidden", "deleted"]).meta({
      description: "Anybody reads what is shown; held and hidden ones whoever wrote them, too.",
    }),
    author: personShape
      .nullable()
      .meta({ description: "Null for a former reader, and where it is not to be read." }),
    isAuthorOfPaper: z.boolean().meta({ description: "Whether its author is one of the paper’s." }),
    createdAt: moment,
    editedAt: moment.nullable(),
    votes: z.int(),
    markdown: z.string().nullable().meta({ description: "Null where it is not to be read." }),
    html: z.string().nullable().meta({ description: "The same, rendered and made safe." }),
  })
  .meta({ id: "Comment" });

/** Their papers are called by the names that they have by now. */
export async function tellComments(
  comments: readonly Comment[],
  { db, config, renderMarkdown }: Pick<ApiOptions, "db" | "config" | "renderMarkdown">,
): Promise<z.input<typeof commentShape>[]> {
  const papers = new Set(comments.map(({ paper }) => paper));
  const named = await listIdentifiers(db, [...papers]);
  const names = new Map(named.map(({ id, identifier }) => [id, bareIdentifier(identifier)]));
  const rendered = await renderComments({ db, renderMarkdown }, comments);
  return rendered.flatMap(({ comment, html = null }) => {
    const paper = names.get(comment.paper);
    if (paper === undefined) return [];
    const {
      id,
      parent,
      root,
      standing,
      by,
      isAuthors,
      at,
      editedAt,
      votes,
      source = null,
    } = comment;
    return {
      id,
      url: new URL(links.comment(id), config.SITE_URL).href,
      paper,
      parent,
      thread: root,
      standing,
      author: by ? tellPerson(by, config.SITE_URL) : null,
      isAuthorOfPaper: isAuthors,
      createdAt: at,
      editedAt,
      votes,
      markdown: source,
      html,
    };
  });
}
