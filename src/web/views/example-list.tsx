// Searches to try, each with what it means.
import { links } from "../../links.ts";

export function ExampleList({
  examples,
}: {
  examples: readonly { query: string; says: string }[];
}) {
  return (
    <dl class="examples">
      {examples.map(({ query, says }) => (
        <div>
          <dt>
            <a href={links.search(query)}>
              <code>{query}</code>
            </a>
          </dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
