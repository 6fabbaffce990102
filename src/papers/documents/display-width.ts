// How many columns of a terminal a text takes (Unicode Standard Annex 11, and emoji by UTS 51).

/** What takes two columns, as the inside of a character class. */
export const wideCharacters =
  "\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}\\p{Emoji_Presentation}";

// Of Latin-1, whatever is seen takes one.
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\xff]*$/;
const nothing = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
const wide = new RegExp(`[${wideCharacters}]|\\ufe0f`, "u");
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether each character of it takes one column, and is one. */
export function isPlain(text: string): boolean {
  return narrow.test(text);
}

/** In columns. */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let columns = 0;
  for (const { segment } of characters.segment(text)) {
    if (!nothing.test(segment)) columns += wide.test(segment) ? 2 : 1;
  }
  return columns;
}
