// What is said of a paper. Nobody in particular asks here: what is held or hidden is not there, and of
// what its author deleted only its place in the thread, where replies follow.
import { listDiscussion, type Comment } from "../community/discussion/comments.ts";
import { listMentions, peopleOf } from "../community/discussion/mentions.ts";
import { inTurns } from "../in-turns.ts";
import { links } from "../links.ts";
import type { RenderMarkdown } from "../papers/markdown/rendered.ts";
import { objectId } from "./hugging-face.ts";
import type { ApiOptions } from "./options.ts";
import { apiPerson } from "./people.ts";

interface Rendering extends Pick<ApiOptions, "db"> {
  renderMarkdown: RenderMarkdown;
}

/** A page of them, the oldest first. */
export async function listApiComments(
  { db, config, renderMarkdown }: Rendering & Pick<ApiOptions, "config">,
  { paper, p, limit }: { paper: number; p: number; limit: number },
) {
  const comments = await listDiscussion(db, { paper, from: "oldest", limit, offset: p * limit });
  return (await render({ db, renderMarkdown }, comments)).map(({ comment, html }) => ({
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
export async function listDiscussionEvents(rendering: Rendering, paper: number) {
  const newest = await listDiscussion(rendering.db, { paper, from: "newest", limit: mostEvents });
  return (await render(rendering, newest.toReversed())).map(({ comment, html }) => {
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

async function render(
  { db, renderMarkdown }: Rendering,
  comments: readonly Comment[],
): Promise<{ comment: Comment; html: string | undefined }[]> {
  const mentions = await listMentions(db, comments);
  return await inTurns(comments, (comment) => {
    const people = peopleOf(mentions.get(comment.id) ?? new Map());
    const { source } = comment;
    return { comment, html: source === undefined ? undefined : renderMarkdown(source, people) };
  });
}
