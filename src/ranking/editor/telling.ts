// Of all the words by which a model goes, the few that tell a reader something.
import { contentTerms } from "../../search/embedder/content-terms.ts";
import type { EditorModel } from "./model.ts";
import { bareWord, fieldOf } from "./words.ts";

/** The words that speak most for a paper and most against it, the strongest first. */
export interface Telling {
  for: readonly string[];
  against: readonly string[];
}

/** What each word of a paper adds, under its name in the model. */
type Shares = ReadonlyMap<string, number>;

const named = 3;
// A word that one paper in eight has says nothing about this one.
const leastRarity = 3;

/** Of title and abstract: words that are in the title, or come back. */
export function tellingOfText(
  shares: Shares,
  counts: ReadonlyMap<string, number>,
  words: EditorModel["words"],
): Telling {
  const byWord = new Map<string, number>();
  for (const [key, share] of shares) {
    const field = fieldOf(key);
    if (field !== "text" && field !== "title") continue;
    const word = bareWord(key);
    byWord.set(word, (byWord.get(word) ?? 0) + share);
  }
  return tellingOf(byWord, (word) => {
    const isAboutIt = counts.has(`title ${word}`) || (counts.get(word) ?? 0) > 1;
    return isAboutIt && (words.get(word)?.rarity ?? Infinity) >= leastRarity;
  });
}

export function tellingOfComment(shares: Shares): Telling {
  const said = [...shares].filter(([key]) => fieldOf(key) === "comment");
  return tellingOf(new Map(said.map(([key, share]) => [bareWord(key), share])), () => true);
}

function tellingOf(shares: Shares, fits: (word: string) => boolean): Telling {
  const strongest = [...shares].toSorted(([, one], [, other]) => other - one);
  const pick = (from: readonly (readonly [word: string, share: number])[]) => {
    const words: string[] = [];
    const seen = new Set<string>();
    for (const [word] of from) {
      if (words.length === named) break;
      const term = fits(word) ? termOf(word) : undefined;
      // Video and videos are one word to a reader.
      if (term === undefined || seen.has(term)) continue;
      seen.add(term);
      words.push(word);
    }
    return words;
  };
  return {
    for: pick(strongest.filter(([, share]) => share > 0)),
    against: pick(strongest.filter(([, share]) => share < 0).toReversed()),
  };
}

/** `undefined` of function words, numbers and letters, which tell a reader nothing. */
function termOf(word: string): string | undefined {
  const terms: string[] = [];
  contentTerms(word, (term) => terms.push(term));
  return terms[0];
}
