// One spelling for letters that look alike: Poincaré as Poincare, ℤ as Z, L₂ as L2, β as beta.
import { longestWord } from "./scan.ts";

// Letters that Unicode does not take apart.
const others: Record<string, string> = {
  ß: "ss",
  ẞ: "SS",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ı: "i",
  ħ: "h",
  Ħ: "H",
  ŋ: "n",
};
const greek = new Map(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu " +
    "ν nu ξ xi ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega"
  )
    .split(" ")
    .flatMap((c, i, all) => (i % 2 === 0 ? [[c, all[i + 1] ?? ""] as const] : [])),
);

/** Without accents and compatibility forms; case is kept, signs of words are kept. */
export function foldLetters(word: string): string {
  if (isAscii.test(word)) return word;
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßẞøØłŁđĐðÐþÞæÆœŒıħĦŋ]/g, (c) => others[c] ?? c)
    .replace(/[\u2010\u2011\u2013\u2212\u00ad]/g, "-")
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[^\p{L}\p{N}+#.'-]+/gu, "")
    .slice(0, longestWord);
}
const isAscii = /^[\0-\x7f]*$/;

/** A Greek letter that stands alone, by its name in English. */
export function greekName(word: string): string | undefined {
  return word.length === 1 ? greek.get(word.toLowerCase()) : undefined;
}
