// What is said of a paper. Nobody in particular asks here: what is held or hidden is not there, and of
// what its author deleted only its place in the thread.
import { listComments, type Comment } from "../community/discussion/comments.ts";
import { listMentions, type Mentioned } from "../community/discussion/mentions.ts";
import { links } from "../links.ts";
import { markdownToHtml } from "../papers/markdown/markdown.ts";
import { objectId } from "./hugging-face.ts";
import type { ApiOptions } from "./options.ts";
import { apiPerson } from "./people.ts";

/** A page of them, the oldest first. */
export async function listApiComments(
  { db, config }: Pick<ApiOptions, "db" | "config">,
  { paper, p, limit }: { paper: number; p: number; limit: number },
) {
  const comments = await listThere(db, paper);
  const shown = comments.slice(p * limit, (p + 1) * limit);
  return (await render(db, shown)).map(({ comment, html }) => ({
    id: comment.id,
    url: new URL(links.comment(comment.id), config.SITE_URL).href,
    parent: comment.parent,
    standing: comment.standing,
    author: comment.by ? { name: comment.by.name, handle: comment.by.handle } : null,
    isAuthorOfPaper: comment.isAuthors,
    createdAt: comment.at,
    editedAt: comment.editedAt,
    votes: comment.votes,
    markdown: comment.source ?? null,
    html: html ?? null,
  }));
}

const mostEvents = 100;

/** The newest hundred, the oldest of them first, as the clients of Hugging Face read a discussion. */
export async function listDiscussionEvents({ db }: Pick<ApiOptions, "db">, paper: number) {
  const comments = await listThere(db, paper);
  return (await render(db, comments.slice(-mostEvents))).map(({ comment, html }) => {
    const { id, parent, at, editedAt, source, by, votes } = comment;
    return {
      id: commentId(id),
      type: "comment",
      createdAt: at,
      ...(by && { author: apiPerson(by) }),
      data: {
        edited: editedAt !== null,
        hidden: source === undefined,
        latest: { raw: source ?? "", html: html ?? "", updatedAt: editedAt ?? at },
        ...(parent !== null && { parentCommentId: commentId(parent) }),
        numUpvotes: votes,
      },
    };
  });
}

function commentId(id: number): string {
  return objectId(`comment ${id}`);
}

async function listThere(db: ApiOptions["db"], paper: number): Promise<Comment[]> {
  const comments = await listComments(db, { paper, viewer: undefined });
  return comments.filter(({ standing }) => standing === "shown" || standing === "deleted");
}

async function render(
  db: ApiOptions["db"],
  comments: readonly Comment[],
): Promise<{ comment: Comment; html: string | undefined }[]> {
  const mentions = await listMentions(db, comments);
  return comments.map((comment) => ({ comment, html: htmlOf(comment, mentions.get(comment.id)) }));
}

function htmlOf({ source }: Comment, mentioned: Mentioned = new Map()): string | undefined {
  if (source === undefined) return undefined;
  const people = new Map(
    Array.from(mentioned, ([written, { handle }]) => [written, links.person(handle)]),
  );
  return markdownToHtml(source, { people });
}
