// People and papers that a text mentions: `@ada-l`, `arXiv:2310.07896v2`, `doi:10.1101/2020.01.01`.
import { parseIdentifier, type Identifier } from "../identifier.ts";
import { withoutPunctuation } from "./addresses.ts";

/** As many people as one text can call. */
const mostPeople = 20;

export type Mention = { from: number; shown: string } & (
  { handle: string } | { identifier: Identifier }
);

// Not part of an address, a name elsewhere (@ada@mastodon.example) or a longer word.
const mention =
  /(?<![\p{L}\p{N}_@./-])@(?<handle>[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,15})(?![\p{L}\p{N}_@]|-[a-z0-9])|(?<![\p{L}\p{N}_:/.-])(?:arxiv:(?:\d{4}\.\d{4,5}|[a-z-]{2,15}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?(?![\p{L}\p{N}_])|doi:10\.\d{4,9}\/[^\s<>"]{1,200})/giu;

/** In the order of the text; `people` keeps whom this text has called so far. */
export function findMentions(text: string, people: Set<string>): Mention[] {
  const mentions: Mention[] = [];
  if (!/@|arxiv:|doi:/i.test(text)) return mentions;
  for (const { 0: found, index: from, groups } of text.matchAll(mention)) {
    const handle = groups?.["handle"]?.toLowerCase();
    if (handle === undefined) {
      const shown = withoutPunctuation(found);
      const identifier = parseIdentifier(shown)?.identifier;
      if (identifier !== undefined) mentions.push({ from, shown, identifier });
    } else if (handle.length <= 30 && (people.has(handle) || people.size < mostPeople)) {
      people.add(handle);
      mentions.push({ from, shown: found, handle });
    }
  }
  return mentions;
}
