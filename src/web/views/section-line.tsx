// What a section looks for, and what it offers to feed readers.
import { queryLink } from "../../editions/documents/edition-line.ts";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import type { PageFeed } from "./page.tsx";
import { Pieces } from "./pieces.tsx";

/** A query, short enough for a line, that leads to all that it finds. */
export function SectionQuery({ query }: { query: string }) {
  return <Pieces pieces={[queryLink(query)]} />;
}

export function feedOf({ name, address }: Section): PageFeed {
  return { title: name, of: links.section(address) };
}
