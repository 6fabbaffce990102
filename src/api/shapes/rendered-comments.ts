// What comments say, rendered: whichever form an answer has, its HTML is this.
import type { Comment } from "../../community/discussion/comments.ts";
import { listMentions, peopleOf } from "../../community/discussion/mentions.ts";
import { inTurns } from "../../in-turns.ts";
import type { ApiOptions } from "../options.ts";

export async function renderComments(
  { db, renderMarkdown }: Pick<ApiOptions, "db" | "renderMarkdown">,
  comments: readonly Comment[],
): Promise<{ comment: Comment; html: string | undefined }[]> {
  const mentions = await listMentions(db, comments);
  return await inTurns(comments, (comment) => {
    const people = peopleOf(mentions.get(comment.id) ?? new Map());
    const { source } = comment;
    return { comment, html: source === undefined ? undefined : renderMarkdown(source, people) };
  });
}
