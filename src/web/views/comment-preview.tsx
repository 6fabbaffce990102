// What a comment would look like.
import type { People } from "../../papers/markdown/markdown.ts";
import { Markdown } from "./markdown.tsx";

export function CommentPreview({ source, people }: { source: string; people: People }) {
  return (
    <section class="comment-preview" aria-label="Preview" data-comment-preview>
      <p class="comment-preview-head">Preview; nothing is sent yet.</p>
      <Markdown source={source} people={people} />
    </section>
  );
}
