// TeX's spellings of letters outside ASCII: `\"o`, `\'{e}`, `\v S`, `{\aa}`, `\L`.

const marks = new Map([
  ["'", "\u0301"],
  ["`", "\u0300"],
  ["^", "\u0302"],
  ['"', "\u0308"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  [".", "\u0307"],
  ["u", "\u0306"],
  ["v", "\u030c"],
  ["H", "\u030b"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["r", "\u030a"],
  ["d", "\u0323"],
  ["b", "\u0331"],
]);

const letters = new Map([
  ["o", "ø"],
  ["O", "Ø"],
  ["l", "ł"],
  ["L", "Ł"],
  ["ss", "ß"],
  ["SS", "ẞ"],
  ["ae", "æ"],
  ["AE", "Æ"],
  ["oe", "œ"],
  ["OE", "Œ"],
  ["aa", "å"],
  ["AA", "Å"],
  ["i", "ı"],
  ["j", "ȷ"],
  ["dh", "ð"],
  ["DH", "Ð"],
  ["dj", "đ"],
  ["DJ", "Đ"],
  ["th", "þ"],
  ["TH", "Þ"],
  ["ng", "ŋ"],
  ["NG", "Ŋ"],
]);

// arXiv's own conversion took `\beta` for an accent; its records hold hundreds of these.
const brokenNames = new Map([
  ["b{eta}", "β"],
  ["r{ho}", "ρ"],
  ["k{appa}", "κ"],
  ["c{hi}", "χ"],
  ["c{opyright}", "©"],
]);

const isLetter = /^\p{L}$/u;
const deepestAccents = 3;

export interface Decoded {
  text: string;
  /** Where the source goes on. */
  end: number;
}

/** Decodes accents and letters, `{\aa}` included; all other TeX stays as it is. */
export function decodeAccents(source: string): string {
  if (!source.includes("\\")) return source;
  let decoded = "";
  let copied = 0;
  for (let at = source.indexOf("\\"); at >= 0; at = source.indexOf("\\", at)) {
    const letter = readAccent(source, at);
    if (!letter) {
      at += 2;
      continue;
    }
    const braced = source[at - 1] === "{" && source[letter.end] === "}" && at > copied;
    decoded += source.slice(copied, braced ? at - 1 : at) + letter.text;
    at = copied = braced ? letter.end + 1 : letter.end;
  }
  return decoded + source.slice(copied);
}

/** The letter that the backslash at `at` begins to spell; `undefined` when it spells none. */
export function readAccent(source: string, at: number, depth = 0): Decoded | undefined {
  const name = controlName(source, at + 1);
  const end = at + 1 + name.length;
  const letter = letters.get(name);
  if (letter) return { text: letter, end: afterLetter(source, at, end) };
  const close = source[end] === "{" ? source.slice(end, end + 12).indexOf("}") : -1;
  const broken = brokenNames.get(source.slice(at + 1, end + close + 1));
  if (broken) return { text: broken, end: end + close + 1 };
  const mark = marks.get(name);
  if (!mark || depth > deepestAccents || isEscapedQuote(source, at)) return undefined;
  return readAccented(source, end, mark, depth);
}

/** Letters make a name together, any other character is one alone. */
function controlName(source: string, at: number): string {
  let end = at;
  while (isAsciiLetter(source.charCodeAt(end)) && end - at < 3) end++;
  if (end === at) return source.charAt(at);
  return isAsciiLetter(source.charCodeAt(end)) ? "" : source.slice(at, end);
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function readAccented(
  source: string,
  from: number,
  mark: string,
  depth: number,
): Decoded | undefined {
  const start = afterSpaces(source, from);
  const braced = source[start] === "{";
  const base = readBase(source, braced ? afterSpaces(source, start + 1) : start, depth);
  if (!base) return undefined;
  const above = mark !== "\u0327" && mark !== "\u0328" && mark !== "\u0323" && mark !== "\u0331";
  const bare = above ? base.text.replace("ı", "i").replace("ȷ", "j") : base.text;
  const text = (bare + mark).normalize("NFC");
  if (braced) {
    const close = source.indexOf("}", base.end);
    // `\'{ee}` accents its first letter; more than a few letters are no accent's argument.
    if (close < 0 || close - base.end > 8) return undefined;
    const rest = source.slice(base.end, close);
    return /[\\{$]/.test(rest) ? undefined : { text: text + rest.trim(), end: close + 1 };
  }
  // `\b black` is some author's own macro.
  const isPrecomposed = [...text].length === 1 && mark !== "\u0331";
  return isPrecomposed ? { text, end: base.end } : undefined;
}

function readBase(source: string, at: number, depth: number): Decoded | undefined {
  if (source[at] === "\\") return readAccent(source, at, depth + 1);
  const code = source.codePointAt(at);
  if (code === undefined) return undefined;
  const text = String.fromCodePoint(code);
  return isLetter.test(text) ? { text, end: at + text.length } : undefined;
}

function afterSpaces(source: string, at: number): number {
  while (source[at] === " " || source[at] === "\n") at++;
  return at;
}

/** TeX swallows the space after a name; `{}` ends one too. The unit of `5 \AA wide` keeps its space. */
function afterLetter(source: string, at: number, end: number): number {
  if (source[end] === "{" && source[end + 1] === "}") return end + 2;
  const isUnit =
    source.startsWith("\\AA", at) && /\d\s?$/.test(source.slice(Math.max(0, at - 2), at));
  return isUnit ? end : afterSpaces(source, end);
}

/**
 * Texts that went through JSON or a shell carry `\"word\"` and `model\'s`, which are quotes and no
 * accents: a quote pair stands outside of words, and the possessive ends one. `{\L}o\'s` is shorter.
 */
function isEscapedQuote(source: string, at: number): boolean {
  const before = source.charAt(at - 1);
  if (source[at + 1] === "'") {
    const ends = source[at + 2] === "s" && !isLetter.test(source.charAt(at + 3));
    return ends && /[A-Za-z]{3}$/.test(source.slice(Math.max(0, at - 3), at));
  }
  if (source[at + 1] !== '"' || isLetter.test(before)) return false;
  const close = source.slice(at + 2, at + 80).indexOf('\\"');
  if (close < 0) return false;
  const after = source.charAt(at + 2 + close + 2);
  return !isLetter.test(after) && after !== "{" && after !== "\\" && after !== " ";
}
