// The terms of a text that say what it is about.
import { scan } from "../words/scan.ts";
import { stopWords } from "../words/stop-words.ts";
import { termOfPart, termsOfWord } from "../words/terms.ts";

/** Of the index's own terms, which stand for function words. */
const commonTerms = new Set([...stopWords].map(termOfPart));

/** Whether a term says something of its own: neither a function word nor a bare number or letter. */
export function isContent(term: string): boolean {
  return term.length > 1 && !commonTerms.has(term) && !/^[\d.]+$/.test(term);
}

// Few surface words make up most of all texts.
const mostKnown = 500_000;
const known = new Map<string, readonly string[]>();

/** Calls `found` for each content term of a text, as often as it stands there. */
export function contentTerms(text: string, found: (term: string) => void): void {
  scan(text, (from, to) => {
    const surface = text.slice(from, to);
    let terms = known.get(surface);
    if (!terms) {
      terms = termsOfSurface(surface);
      if (known.size >= mostKnown) known.clear();
      known.set(surface, terms);
    }
    for (const term of terms) found(term);
  });
}

function termsOfSurface(surface: string): string[] {
  return termsOfWord(surface)
    .terms.map(({ term }) => term)
    .filter(isContent);
}
