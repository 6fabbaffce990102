// Which characters make words.

export const letter = 1;
export const digit = 2;
export const hyphen = 3;
export const apostrophe = 4;
export const point = 5;
export const sign = 6;
/** Han and kana are written without spaces: each is a word, and a run of them a phrase. */
export const ideograph = 7;

/** The class of each UTF-16 unit. Surrogates count as letters; folding sorts them out. */
export const classOf: Uint8Array = classify();

function classify(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const c = String.fromCharCode(unit);
    if (unit >= 0xd800 && unit < 0xe000) table[unit] = letter;
    else if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(c))
      table[unit] = ideograph;
    else if (/\p{N}/u.test(c)) table[unit] = digit;
    else if (/[\p{L}\p{M}]/u.test(c)) table[unit] = letter;
  }
  // Hyphen, soft hyphen aside, non-breaking hyphen, en dash (Navier–Stokes), minus.
  for (const c of "-\u2010\u2011\u2013\u2212") table[c.charCodeAt(0)] = hyphen;
  for (const c of "'\u2019\u02bc") table[c.charCodeAt(0)] = apostrophe;
  table[".".charCodeAt(0)] = point;
  for (const c of "+#") table[c.charCodeAt(0)] = sign;
  return table;
}
