import { texToText } from "../tex/tex.ts";

/** One line of text that every format can hold: no TeX, nothing that would begin another line. */
export function plain(source: string): string {
  return oneLineOf(texToText(source));
}

export function oneLineOf(text: string): string {
  return (
    text
      .toWellFormed()
      // XML has no word for the last two.
      .replaceAll(/[\p{Cc}\s\ufffe\uffff]+/gu, " ")
      .trim()
  );
}
