// Text as a list of words is looked for in it, and as names are told apart: what looks the same is the
// same, and what cannot be seen is not there.
import { capitalsAsLatin, digitsAsLatin, smallAsLatin } from "./confusables.ts";

/** Case, accents, look-alike letters, zero-width characters and kinds of white space tell nothing apart. */
export function folded(text: string): string {
  const plain = text
    .toWellFormed()
    // To put a heap of marks on one letter in order takes time that grows with its square.
    .replaceAll(/(\p{M}{4})\p{M}+/gu, "$1")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replaceAll(/(?![\n\t\r])[\p{Cc}\p{Cf}]+/gu, "")
    .toLowerCase();
  return smallAsLatin(plain).replaceAll(/\s+/g, " ").trim();
}

/** Whether names look alike, by their letters and digits alone: `M0na ✔`, `Móna` and `Mona` do. */
export function lookAlike(one: string, other: string): boolean {
  const looks = looksOfName(other);
  return looksOfName(one).some((each) => looks.includes(each));
}

/** A name as it looks, in capitals or in small letters; empty where it has neither letters nor digits. */
export function looksOfName(name: string): string[] {
  return [name, capitalsAsLatin(name)].map((each) =>
    digitsAsLatin(folded(each).replaceAll(/[^\p{L}\p{N}]+/gu, ""))
      // In many typefaces a small L is a capital I, and r with n an m.
      .replaceAll("l", "i")
      .replaceAll("rn", "m")
      .replaceAll("vv", "w"),
  );
}

/** `cas-ino` → `casino`: signs within words are left out. */
export function closedUp(foldedText: string): string {
  return foldedText.replaceAll(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}\s]{1,4}(?=[\p{L}\p{N}])/gu, "");
}

/** `c.a.s.i n o`, `ca si no`: what is written in pieces of a letter or two; a space between them. */
export function spelledOut(foldedText: string): string[] {
  const pieces =
    /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}(?:[^\p{L}\p{N}]{1,3}[\p{L}\p{N}]{1,2}(?![\p{L}\p{N}])){2,}/gu;
  return Array.from(foldedText.matchAll(pieces), ([each]) =>
    each.replaceAll(/[^\p{L}\p{N}]+/gu, " "),
  );
}
