// Which of a text's words a query matched, for saying why a paper was found.
import { texToText } from "../../papers/tex/tex.ts";
import { scan } from "../../search/words/scan.ts";

/** Tells of one written word whether a query matched it. */
export type Matches = (word: string) => boolean;

/** The words of a TeX source as a reader sees them, and the parts of those with hyphens. */
export function writtenWords(source: string): string[] {
  const text = texToText(source);
  const words: string[] = [];
  scan(text, (from, to) => {
    const word = text.slice(from, to);
    words.push(word);
    const parts = partsOfWritten(word);
    if (parts.length > 1) words.push(...parts.filter((part) => part !== ""));
  });
  return words;
}

/** `long`, `-`, `horizon`: at what stands within a word and is no letter. */
export function partsOfWritten(word: string): string[] {
  return word.split(joint);
}

const joint = /([-\u2010\u2011\u2013\u2212'\u2019\u02bc])/;

/** Asks once of each word: those of twenty abstracts repeat a lot. */
export function remembering(matches: Matches): Matches {
  const known = new Map<string, boolean>();
  return (word) => {
    let answer = known.get(word);
    if (answer === undefined) known.set(word, (answer = matches(word)));
    return answer;
  };
}
