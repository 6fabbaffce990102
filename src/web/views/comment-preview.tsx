// What a comment would look like.
import type { Preview } from "../preview.ts";
import { Markdown } from "./markdown.tsx";

export function CommentPreview({ source, people, nobody }: Preview) {
  return (
    <section class="comment-preview" aria-label="Preview" data-comment-preview tabindex={-1}>
      <p class="comment-preview-head">Preview; nothing is sent yet.</p>
      <Markdown source={source} people={people} />
      {nobody.length > 0 && (
        <p class="comment-preview-head">
          Nobody here is called {nobody.map((handle) => `@${handle}`).join(", ")}.
        </p>
      )}
    </section>
  );
}
