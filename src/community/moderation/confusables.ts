// Letters of other alphabets, and signs, that look like Latin letters; the ones that Unicode's list of
// confusables (UTS 39) and those who advertise use most.

/** In lower case, after NFKD; words of other languages fold the same way wherever they stand. */
const small: Record<string, string> = {
  a: "аαɑᴀꭺꓮɐ⍺",
  b: "ьʙɓᏼꓐƅ",
  c: "сᴄꮯꓚƈ",
  d: "ԁᴅꭰꓓɗđ",
  e: "еᴇꭼꓰɛеҽ",
  f: "ꜰꓝƒ",
  g: "ɡɢꮐꓖɠցց",
  h: "һʜꮋꓧħհ",
  i: "іιıɩɪꭵꓲɨ",
  j: "јϳȷᴊꭻꓙյ",
  k: "кκᴋꮶꓗƙ",
  l: "ӏʟꮮꓡłլⅼ",
  m: "мᴍꮇꓟɱ",
  n: "ոռɴꓠŋɲ",
  o: "оοօᴏꓳøɵ",
  p: "рρᴘꮲꓑƥ",
  q: "ԛզʠ",
  r: "ʀꮢꓣɾ",
  s: "ѕꜱꮪꓢʂ",
  t: "тτᴛꭲꓔƭŧ",
  u: "υսᴜꓴʉ",
  v: "νᴠꮩꓦʋѵ",
  w: "ԝաᴡꮃꓪ",
  x: "хχꓫ",
  y: "уγʏꭹꮍꓬƴү",
  z: "ᴢꮓꓜʐ",
};

/** Capitals that look like other letters than their small ones do; and the lunate sigma. */
const capitals: Record<string, string> = {
  B: "ΒВ",
  C: "ϹϲС",
  E: "Ε",
  H: "ΗН",
  I: "Ꮖ",
  M: "Μ",
  N: "Ν",
  P: "Р",
  S: "Տ",
  Y: "ΥУ",
  Z: "Ζ",
};

const digits: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "i",
};

function inverted(table: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(table).flatMap(([latin, others]) =>
      Array.from(others, (each): [string, string] => [each, latin]),
    ),
  );
}

const latinOfSmall = inverted(small);
const anySmall = anyOf(latinOfSmall);
const latinOfCapital = inverted(capitals);
const anyCapital = anyOf(latinOfCapital);

function anyOf(letters: ReadonlyMap<string, string>): RegExp {
  return new RegExp(`[${[...letters.keys()].join("")}]`, "gu");
}

/** Of a text in lower case, after NFKD. */
export function smallAsLatin(text: string): string {
  return text.replaceAll(anySmall, (each) => latinOfSmall.get(each)!);
}

/** Of a text as it was typed. */
export function capitalsAsLatin(text: string): string {
  return text.replaceAll(anyCapital, (each) => latinOfCapital.get(each)!);
}

/** `c4s1no` → `casino`: digits and signs within words, and beside their letters. @param one what 1 is */
export function digitsAsLatin(text: string, one: "i" | "l" = "i"): string {
  return text.replaceAll(/[\p{L}\p{N}@$!|]+/gu, (word) =>
    /\p{L}/u.test(word)
      ? word.replaceAll(/[0134578@$!|]/g, (each) => (each === "1" ? one : digits[each]!))
      : word,
  );
}
