// Whether two papers with one title are one work, judged by what else is known of them.
import { familyName } from "../papers/family-name.ts";
import { titleKey } from "../papers/title-key.ts";

export interface Described {
  title: string;
  abstract: string;
  authors: readonly string[];
}

/** Why they are one work, in words; "different" if they are not; empty where nothing tells. */
export type Verdict = "same title and abstract" | "same title and authors" | "different" | "";

/** Of two works with one title. The abstract decides, else the authors. */
export function compareWorks(one: Described, other: Described): Verdict {
  const [a, b] = [longerWords(one.abstract), longerWords(other.abstract)];
  if (a.size > 0 && b.size > 0) {
    return isMostlyShared(a, b) ? "same title and abstract" : "different";
  }
  const [these, those] = [familyNames(one.authors), familyNames(other.authors)];
  if (these.size > 0 && those.size > 0) {
    return isMostlyShared(these, those) ? "same title and authors" : "different";
  }
  return "";
}

/** Letters and digits; no two works share as many by chance. */
const lettersOfItsOwn = 25;

/** Whether a title is long enough to be proof where nothing else is known. */
export function isTitleOfItsOwn(title: string): boolean {
  return titleKey(title).length >= lettersOfItsOwn;
}

/** Abstracts of one work share most words, whatever happened to the mathematics in between. */
function longerWords(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
}

function familyNames(authors: readonly string[]): Set<string> {
  return new Set(authors.map(familyName).filter((name) => name !== ""));
}

function isMostlyShared(a: Set<string>, b: Set<string>): boolean {
  return a.intersection(b).size >= 0.5 * Math.min(a.size, b.size);
}
