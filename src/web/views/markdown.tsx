// What readers wrote, as HTML that src/papers/markdown made: it escapes every text and lets only known
// elements and addresses through. Beside tex.tsx the only place where HTML goes out as it is.
import { createContext, useContext } from "hono/jsx";
import { raw } from "hono/html";
import { markdownToHtml, type People } from "../../papers/markdown/markdown.ts";
import type { RenderMarkdown } from "../../papers/markdown/rendered.ts";

/** `renderPage` gives one that remembers. */
export const MarkdownRenderer = createContext<RenderMarkdown>((source, people) =>
  markdownToHtml(source, { people }),
);

const nobody: People = new Map();

/** @param people whom it mentions, with the paths of their pages */
export function Markdown({
  source,
  people = nobody,
}: {
  source: string;
  people?: People | undefined;
}) {
  return <div class="written">{raw(useContext(MarkdownRenderer)(source, people))}</div>;
}
