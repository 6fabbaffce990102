// Text out of HTML, in time that grows with its length: character references read, tags taken out.
import { oneLine } from "../../papers/one-line.ts";

const named = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    shy: "\u00ad",
    commat: "@",
    period: ".",
    lowbar: "_",
    lbrace: "{",
    lcub: "{",
    rbrace: "}",
    rcub: "}",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    hellip: "…",
    szlig: "ß",
    aelig: "æ",
    AElig: "Æ",
    oslash: "ø",
    Oslash: "Ø",
    times: "×",
    middot: "·",
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ε",
    lambda: "λ",
    mu: "μ",
    pi: "π",
    sigma: "σ",
  }),
);
// &uuml; is u with two dots.
const marks = new Map(
  Object.entries({
    grave: "\u0300",
    acute: "\u0301",
    circ: "\u0302",
    tilde: "\u0303",
    uml: "\u0308",
    ring: "\u030a",
    caron: "\u030c",
    cedil: "\u0327",
  }),
);
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,10}));?/gi;

export function decodeReferences(text: string): string {
  return text.replace(reference, (written, decimal?: string, hexadecimal?: string, name = "") => {
    if (decimal !== undefined) return character(Number(decimal));
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
    const [, letter = "", mark = ""] = /^([a-z])([a-z]+)$/i.exec(name) ?? [];
    const accent = marks.get(mark);
    return named.get(name) ?? (accent ? (letter + accent).normalize("NFC") : written);
  });
}

function character(code: number): string {
  const isOne = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isOne ? String.fromCodePoint(code) : "\ufffd";
}

/**
 * What a field of a page says, in one line: no tags, nothing that cannot be seen. Some pages write
 * their references twice, and tags as references.
 */
export function plainText(field: string): string {
  return oneLine(
    withoutTags(decodeReferences(decodeReferences(field)))
      .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\ufffe\uffff]/gu, " ")
      .toWellFormed(),
  );
}

/** A tag begins with a letter or a slash, so that `a < b` stays. */
function withoutTags(text: string): string {
  return text.replaceAll(/<\/?[a-z][^<>]{0,500}>/gi, " ");
}
