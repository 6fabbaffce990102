// What is done to every source before its TeX is read.

// arXiv's own limit for abstracts is 1,920.
const longestSource = 20_000;

// Controls, and the marks that turn the direction of all text after them.
const harmful = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g; // oxlint-disable-line no-control-regex

/** Well-formed, without controls and without marks that would turn the text around it. */
export function harmless(text: string): string {
  return text.toWellFormed().replace(harmful, "");
}

/** At most `longestSource` characters, well-formed, without controls. Blank only for blank input. */
export function prepare(source: string): string {
  const cut = source.length > longestSource ? `${source.slice(0, longestSource)}…` : source;
  const clean = harmless(cut);
  return clean.trim() === "" && source.trim() !== "" ? "\ufffd" : clean;
}

/** Whether there is anything that `parseTex` would not leave as it is. */
export function mayHoldTex(source: string): boolean {
  return texSign.test(source);
}
const texSign = /[\\$`~{}^]|--|''|https?:\/\//i;
