// What is said of a paper, as the events of a discussion that Hugging Face's clients read. Nobody in
// particular asks: what is held or hidden is not there.
import { listDiscussion, type Comment } from "../../community/discussion/comments.ts";
import { renderComments } from "../shapes/rendered-comments.ts";
import type { ApiOptions } from "../options.ts";
import { commentObjectId } from "./object-id.ts";
import { tellPerson } from "./people.ts";

type Rendering = Pick<ApiOptions, "db" | "config" | "renderMarkdown">;

const mostEvents = 100;

/** The newest hundred, the oldest of them first. */
export async function listDiscussionEvents(rendering: Rendering, paper: number) {
  const newest = await listDiscussion(rendering.db, { paper, from: "newest", limit: mostEvents });
  return await tellEvents(rendering, newest.toReversed());
}

export async function tellEvents(rendering: Rendering, comments: readonly Comment[]) {
  return (await renderComments(rendering, comments)).map(({ comment, html = "" }) => {
    const { id, parent, at, editedAt, source, by, votes } = comment;
    return {
      id: commentObjectId(id),
      type: "comment",
      createdAt: at,
      ...(by && { author: tellPerson(by, rendering.config) }),
      data: {
        edited: editedAt !== null,
        hidden: source === undefined,
        latest: { raw: source ?? "", html, updatedAt: editedAt ?? at },
        ...(parent !== null && { parentCommentId: commentObjectId(parent) }),
        numUpvotes: votes,
      },
    };
  });
}
