// Markdown that was rendered lately, kept with its source, so that a long discussion is rendered once
// and not for everybody who opens it.
import { markdownToHtml, type People } from "../papers/markdown/markdown.ts";
import type { RenderMarkdown } from "./views/markdown.tsx";

/** In characters of source and HTML together, at two bytes each: 32 MB at most. */
const mostCharacters = 16 * 1024 * 1024;

export function rememberRendered({ most = mostCharacters } = {}): RenderMarkdown {
  // A Map keeps the order in which its keys came, so the first is the one that was used longest ago.
  const kept = new Map<string, string>();
  let characters = 0;
  return (source, people) => {
    const key = keyOf(source, people);
    const known = kept.get(key);
    const html = known ?? markdownToHtml(source, { people });
    if (known === undefined) characters += key.length + html.length;
    else kept.delete(key);
    kept.set(key, html);
    for (const [oldest, itsHtml] of kept) {
      if (characters <= most) break;
      kept.delete(oldest);
      characters -= oldest.length + itsHtml.length;
    }
    return html;
  };
}

/** The same text may mention others by now. */
function keyOf(source: string, people: People): string {
  return JSON.stringify([source, ...people]);
}
