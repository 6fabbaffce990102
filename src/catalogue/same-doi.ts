// Whether two papers with one DOI are one work. The chapters of a book may share the book's DOI, so
// that it proves nothing against another title; yet works are renamed when they are printed.
import { titleKey } from "../papers/title-key.ts";
import { titleSimilarity } from "../papers/title-similarity.ts";
import { compareWorks, isTitleOfItsOwn, type Described } from "./same-work.ts";

interface Named extends Described {
  identifier: string | undefined;
}

/** How alike titles must be that nothing else speaks for. */
const alikeTitles = 0.5;
/** And how alike to stand against authors that differ, as where they are written in another script. */
const closeTitles = 0.88;

export function isOneUnderTheDoi(one: Named, other: Named): boolean {
  const verdict = compareWorks(one, other);
  if (verdict === "same title and abstract") return true;
  // arXiv gives a DOI to the work itself, and seldom to the book around it.
  const isOfArxiv = [one, other].some(({ identifier }) => identifier?.startsWith("arxiv:"));
  if (verdict === "same title and authors" && isOfArxiv) return true;
  const similarity = titleSimilarity(one.title, other.title);
  if (verdict === "different") return similarity >= closeTitles && isTitleOfItsOwn(one.title);
  return similarity >= alikeTitles || isBeginningOfOther(one.title, other.title);
}

/** Subtitles come and go. */
function isBeginningOfOther(...titles: [string, string]): boolean {
  const [shorter = "", longer = ""] = titles.map(titleKey).toSorted((a, b) => a.length - b.length);
  return shorter !== "" && longer.startsWith(shorter);
}
