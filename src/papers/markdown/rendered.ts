// Markdown that was rendered lately, kept with its source, so that a long discussion is rendered once
// and not for everybody who opens it.
import { markdownToHtml, type People } from "./markdown.ts";

export type RenderMarkdown = (source: string, people: People) => string;

/** In characters of sources and of what was made of them, at two bytes each at most: 16 MB. */
const mostCharacters = 8 * 1024 * 1024;

/** Markdown as pages and API show it. */
export function openRenderer(): RenderMarkdown {
  return rememberRendered((source, people) => markdownToHtml(source, { people }));
}

export function rememberRendered(
  render: RenderMarkdown,
  { most = mostCharacters } = {},
): RenderMarkdown {
  const kept = new Map<string, { at: number; written: string }>();
  /** The keys of what is kept, each where its entry says. */
  const keys: string[] = [];
  let characters = 0;

  // Any of them: if it were the one that was used longest ago, whoever reads a little more than there is
  // room for again and again, in order, would find nothing that is kept.
  const forgetOne = () => {
    const at = Math.floor(Math.random() * keys.length);
    const key = keys[at]!;
    characters -= key.length + kept.get(key)!.written.length;
    kept.delete(key);
    const last = keys.pop()!;
    if (last === key) return;
    keys[at] = last;
    kept.get(last)!.at = at;
  };

  return (source, people) => {
    // The same text may mention others by now.
    const key = JSON.stringify([source, ...people]);
    const known = kept.get(key);
    if (known) return known.written;
    const written = render(source, people);
    const size = key.length + written.length;
    if (size > most) return written;
    while (characters + size > most) forgetOne();
    kept.set(key, { at: keys.push(key) - 1, written });
    characters += size;
    return written;
  };
}
