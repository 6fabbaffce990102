import { links } from "../../links.ts";

/** A reader's tags, each a way to the papers that have it. */
export function TagList({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul class="tag-list" aria-label="Your tags">
      {tags.map((tag) => (
        <li>
          <a href={links.libraryPart({ tag })}>{tag}</a>
        </li>
      ))}
    </ul>
  );
}
