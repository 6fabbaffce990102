// Text as a list of words is looked for in it: what looks the same is the same, and what cannot be seen
// is not there.

/** Letters that look like Latin ones; Cyrillic and Greek words fold the same way on both sides. */
const lookalikes: Record<string, string> = Object.fromEntries(
  Array.from("аеорсухіјѕԁһӏԛԝьαορτυνικ", (each, index) => [
    each,
    "aeopcyxijsdhlqwbaoptuvik"[index]!,
  ]),
);

/** Case, accents, look-alike letters, zero-width characters and kinds of white space tell nothing apart. */
export function folded(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replaceAll(/(?![\n\t\r])[\p{Cc}\p{Cf}]+/gu, "")
    .toLowerCase()
    .replaceAll(/[\u0370-\u052f]/g, (each) => lookalikes[each] ?? each)
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** `c.a.s.i n o` → `casino`: letters that stand alone, one after the other, make a word. */
export function joined(foldedText: string): string {
  return foldedText.replaceAll(
    /(?<![\p{L}\p{N}])\p{L}(?:[ .,_*+|/·-]{1,3}\p{L}(?![\p{L}\p{N}])){2,}/gu,
    (letters) => letters.replaceAll(/[^\p{L}]+/gu, ""),
  );
}
