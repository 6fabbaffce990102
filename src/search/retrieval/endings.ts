// Words are held without their endings: `learnin` begins `learning`, which is held as `learn`.
import { termOfPart } from "../words/terms.ts";

const endings = (
  "able al ally ance ation ational ations ative ed ence er ers es ful ible ic ical ing ings ion ions " +
  "ism ist ity ive ization izations ized izing less ly ment ments ness or ous"
).split(" ");
const shortestStem = 3;

/** Terms of words that begin with what was typed, where that ends within an ending. */
export function completed(typed: string): string[] {
  const terms = new Set<string>();
  for (const ending of endings) {
    for (let length = 1; length < ending.length; length++) {
      if (typed.length - length >= shortestStem && typed.endsWith(ending.slice(0, length)))
        terms.add(termOfPart(typed + ending.slice(length)));
    }
  }
  return [...terms];
}
