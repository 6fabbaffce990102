// What is said of a paper, as the events of a discussion that Hugging Face's clients read. Nobody in
// particular asks: what is held or hidden is not there.
import { listDiscussion, type Comment } from "../../community/discussion/comments.ts";
import { listMentions, peopleOf } from "../../community/discussion/mentions.ts";
import { inTurns } from "../../in-turns.ts";
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

export async function tellEvents(
  { db, config, renderMarkdown }: Rendering,
  comments: readonly Comment[],
) {
  const mentions = await listMentions(db, comments);
  return await inTurns(comments, (comment) => {
    const { id, parent, at, editedAt, source, by, votes } = comment;
    const people = peopleOf(mentions.get(id) ?? new Map());
    const html = source === undefined ? "" : renderMarkdown(source, people);
    return {
      id: commentObjectId(id),
      type: "comment",
      createdAt: at,
      ...(by && { author: tellPerson(by, config) }),
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
