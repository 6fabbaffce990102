// Which of a paper's authors a reader may be, by their names.
import { familyName } from "../../papers/family-name.ts";
import { texToText } from "../../papers/tex/tex.ts";

/** The author as the paper writes them; `undefined` where none is close, or two are as close. */
export function nearestAuthor(name: string, authors: readonly string[]): string | undefined {
  const nearness = authors.map((author) => nearnessOf(name, texToText(author)));
  const most = Math.max(0, ...nearness);
  const isOne = most > 0 && nearness.filter((each) => each === most).length === 1;
  return isOne ? authors[nearness.indexOf(most)] : undefined;
}

export function isNear(name: string, author: string): boolean {
  return nearnessOf(name, texToText(author)) > 0;
}

/** 2 for the same words in whatever order, 1 for a family name and a first letter that fit, else 0. */
function nearnessOf(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.toSorted().join(" ") === others.toSorted().join(" ")) return words.length > 1 ? 2 : 1;
  const family = familyName(other);
  const isFamily = family.length > 1 && familyName(one) === family;
  const given = others.find((word) => word !== family);
  return isFamily && (given === undefined || words.some((word) => word[0] === given[0])) ? 1 : 0;
}

/** Whether what stands before the `@` is made of the author's name: `lovelace`, `ada.l`, `alovelace`. */
export function bearsName(address: string, author: string): boolean {
  const box = address.slice(0, address.lastIndexOf("@")).replaceAll(/[^a-z]/g, "");
  return wordsOf(texToText(author)).some((word) => word.length > 2 && box.includes(word));
}

function wordsOf(name: string): string[] {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
