// Markdown as readers write it: to HTML for pages. All input is hostile; no HTML of a source passes,
// and addresses are those of the web and of mail.
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, linkify: true });

/** Paths of the pages of those who are mentioned, by handle. */
export type People = ReadonlyMap<string, string>;

/** Safe HTML. */
export function markdownToHtml(source: string, { people: _ }: { people: People }): string {
  return markdown.render(source);
}

/** The handles that a text mentions, each once, in lower case and without `@`. */
export function mentionsIn(source: string): string[] {
  const found = source.matchAll(/(?<![\w@./-])@([a-z0-9]+(?:-[a-z0-9]+)*)/gi);
  return [...new Set(Array.from(found, ([, handle]) => handle!.toLowerCase()))];
}
