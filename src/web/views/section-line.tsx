// What a section says of itself under its date, and what it offers to feed readers.
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import type { PageFeed } from "./page.tsx";

/** A query, short enough for a line, that leads to all that it finds. */
export function SectionQuery({ query }: { query: string }) {
  return (
    <a class="query" href={links.search(query)}>
      <code>{query.length > 80 ? `${query.slice(0, 79)}…` : query}</code>
    </a>
  );
}

export function feedOf({ name, address }: Section): PageFeed {
  return { title: name, of: links.section(address) };
}
