// Markdown as readers write it: to HTML for pages, feeds and mail, and to plain text. All input is
// hostile: no HTML of a source passes, nothing is fetched from elsewhere, and nothing here throws.
import { mathInMail } from "../tex/mail.ts";
import { renderMath, type MathBudget } from "../tex/mathml.ts";
import { parseMarkdown } from "./parse.ts";
import { writeHtml } from "./write-html.ts";
import { writeText } from "./write-text.ts";

/** Paths of the pages of those who are mentioned, by handle. */
export type People = ReadonlyMap<string, string>;

// What is more than that is shown as its source.
const mathPerText = 4_000;
/** In characters of MathML, which may be fifty times as long as its source. */
const mathMlPerText = 60_000;

/** Safe HTML. Whom `people` has is linked where the text mentions them. */
export function markdownToHtml(source: string, { people }: { people: People }): string {
  const budget: MathBudget = { characters: mathPerText };
  let room = mathMlPerText;
  return writeHtml(parseMarkdown(source).tokens, {
    writeMath: ({ source, display }) => {
      const mathMl = room > 0 ? renderMath(source, { display, budget }) : undefined;
      room -= mathMl?.length ?? 0;
      return room > 0 ? mathMl : undefined;
    },
    hrefOf: (href) => href,
    findPerson: (handle) => people.get(handle),
  });
}

/** Safe HTML without MathML, which readers of feeds do not show; its links are whole addresses. */
export function markdownToFeedHtml(
  source: string,
  { people, site }: { people: People; site: URL },
): string {
  return writeHtml(parseMarkdown(source).tokens, {
    writeMath: mathInMail,
    hrefOf: (href) => new URL(href, site).href,
    findPerson: (handle) => people.get(handle),
  });
}

/** As for feeds, and without links: a letter holds none but ours. Addresses stand behind their words. */
export function markdownToMailHtml(source: string): string {
  return writeHtml(parseMarkdown(source).tokens, {
    writeMath: mathInMail,
    hrefOf: undefined,
    findPerson: () => undefined,
  });
}

/** Plain text of some paragraphs, mathematics in Unicode, addresses behind the words of their links. */
export function markdownToText(source: string): string {
  return writeText(parseMarkdown(source).tokens);
}

/** The handles that a text mentions, each once, in lower case and without `@`; at most 20. */
export function mentionsIn(source: string): string[] {
  return parseMarkdown(source).people;
}
