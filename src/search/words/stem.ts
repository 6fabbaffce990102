// English stemming: Snowball's "Porter2" (https://snowballstem.org/algorithms/english/stemmer.html),
// for a word of a-z and apostrophe in lower case. Anything else is not a word of English: leave it.

const vowel = "aeiouy";
const exceptions = new Map(
  Object.entries({
    skis: "ski",
    skies: "sky",
    dying: "die",
    lying: "lie",
    tying: "tie",
    idly: "idl",
    gently: "gentl",
    ugly: "ugli",
    early: "earli",
    only: "onli",
    singly: "singl",
    sky: "sky",
    news: "news",
    howe: "howe",
    atlas: "atlas",
    cosmos: "cosmos",
    bias: "bias",
    andes: "andes",
    // Ours: words of science that Snowball would join with an unrelated one.
    physics: "physics",
    series: "series",
  }),
);
const unchangedAfter1a = new Set(
  "inning outing canning herring earring proceed exceed succeed".split(" "),
);
const step2 = suffixes({
  tional: "tion",
  enci: "ence",
  anci: "ance",
  abli: "able",
  entli: "ent",
  izer: "ize",
  ization: "ize",
  ational: "ate",
  ation: "ate",
  ator: "ate",
  alism: "al",
  aliti: "al",
  alli: "al",
  fulness: "ful",
  ousli: "ous",
  ousness: "ous",
  iveness: "ive",
  iviti: "ive",
  biliti: "ble",
  bli: "ble",
  fulli: "ful",
  lessli: "less",
});
const step3 = suffixes({
  tional: "tion",
  ational: "ate",
  alize: "al",
  icate: "ic",
  iciti: "ic",
  ical: "ic",
  ful: "",
  ness: "",
});
const step4 = "ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic".split(" ");

/** The stem of `word`. */
export function stem(word: string): string {
  if (word.length <= 2) return word;
  const exception = exceptions.get(word);
  if (exception !== undefined) return exception;
  let w = word.startsWith("'") ? word.slice(1) : word;
  const hasY = w.includes("y");
  if (hasY) w = markConsonantY(w);
  const r1 = region1(w);
  const r2 = afterVowelConsonant(w, r1);
  w = stem1a(stem0(w));
  if (unchangedAfter1a.has(w)) return w;
  w = stem1b(w, r1);
  w = stem1c(w);
  w = stem2(w, r1);
  w = stem3(w, r1, r2);
  w = stem4(w, r2);
  w = stem5(w, r1, r2);
  return hasY ? w.toLowerCase() : w;
}

function suffixes(table: Record<string, string>): [string, string][] {
  return Object.entries(table).sort(([a], [b]) => b.length - a.length);
}

function isVowel(w: string, at: number): boolean {
  return at >= 0 && vowel.includes(w.charAt(at));
}

/** A `y` at the start or after a vowel is a consonant, written `Y` meanwhile. */
function markConsonantY(w: string): string {
  let out = "";
  for (let i = 0; i < w.length; i++) {
    const c = w.charAt(i);
    out += c === "y" && (i === 0 || isVowel(out, i - 1)) ? "Y" : c;
  }
  return out;
}

function region1(w: string): number {
  for (const prefix of ["gener", "commun", "arsen", "univers"]) {
    if (w.startsWith(prefix)) return prefix.length;
  }
  return afterVowelConsonant(w, 0);
}

function afterVowelConsonant(w: string, from: number): number {
  for (let i = from + 1; i < w.length; i++) {
    if (!isVowel(w, i) && isVowel(w, i - 1) && i - 1 >= from) return i + 1;
  }
  return w.length;
}

function hasVowel(w: string, end: number): boolean {
  for (let i = 0; i < end; i++) if (isVowel(w, i)) return true;
  return false;
}

function endsInShortSyllable(w: string): boolean {
  const n = w.length;
  if (n === 2) return isVowel(w, 0) && !isVowel(w, 1);
  return (
    n > 2 &&
    !isVowel(w, n - 1) &&
    !"wxY".includes(w.charAt(n - 1)) &&
    isVowel(w, n - 2) &&
    !isVowel(w, n - 3)
  );
}

function stem0(w: string): string {
  if (w.endsWith("'s'")) return w.slice(0, -3);
  if (w.endsWith("'s")) return w.slice(0, -2);
  return w.endsWith("'") ? w.slice(0, -1) : w;
}

function stem1a(w: string): string {
  if (!w.endsWith("s")) {
    return w.endsWith("ied") ? w.slice(0, w.length > 4 ? -2 : -1) : w;
  }
  if (w.endsWith("sses")) return w.slice(0, -2);
  if (w.endsWith("ies")) return w.slice(0, w.length > 4 ? -2 : -1);
  if (w.endsWith("us") || w.endsWith("ss")) return w;
  return hasVowel(w, w.length - 2) ? w.slice(0, -1) : w;
}

function stem1b(w: string, r1: number): string {
  for (const end of ["eedly", "eed"]) {
    if (w.endsWith(end))
      return w.length - end.length >= r1 ? w.slice(0, w.length - end.length) + "ee" : w;
  }
  for (const end of ["ingly", "edly", "ing", "ed"]) {
    if (!w.endsWith(end)) continue;
    const base = w.slice(0, w.length - end.length);
    if (!hasVowel(base, base.length)) return w;
    if (/(?:at|bl|iz)$/.test(base)) return base + "e";
    // "add", "egg" and "off" keep both letters.
    if (base.length > 3 && /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base)) return base.slice(0, -1);
    return base.length <= r1 && endsInShortSyllable(base) ? base + "e" : base;
  }
  return w;
}

function stem1c(w: string): string {
  const last = w.charAt(w.length - 1);
  if ((last === "y" || last === "Y") && w.length > 2 && !isVowel(w, w.length - 2)) {
    return w.slice(0, -1) + "i";
  }
  return w;
}

function stem2(w: string, r1: number): string {
  for (const [end, to] of step2) {
    if (w.endsWith(end))
      return w.length - end.length >= r1 ? w.slice(0, w.length - end.length) + to : w;
  }
  if (w.endsWith("ogi")) return w.length - 3 >= r1 && w.endsWith("logi") ? w.slice(0, -1) : w;
  if (w.endsWith("li") && w.length - 2 >= r1 && "cdeghkmnrt".includes(w.charAt(w.length - 3))) {
    return w.slice(0, -2);
  }
  return w;
}

function stem3(w: string, r1: number, r2: number): string {
  for (const [end, to] of step3) {
    if (w.endsWith(end))
      return w.length - end.length >= r1 ? w.slice(0, w.length - end.length) + to : w;
  }
  return w.endsWith("ative") && w.length - 5 >= r2 ? w.slice(0, -5) : w;
}

function stem4(w: string, r2: number): string {
  for (const end of step4) {
    if (w.endsWith(end)) return w.length - end.length >= r2 ? w.slice(0, w.length - end.length) : w;
  }
  return /[st]ion$/.test(w) && w.length - 3 >= r2 ? w.slice(0, -3) : w;
}

function stem5(w: string, r1: number, r2: number): string {
  const n = w.length - 1;
  if (w.endsWith("e")) {
    if (n >= r2 || (n >= r1 && !endsInShortSyllable(w.slice(0, n)))) return w.slice(0, n);
  } else if (w.endsWith("ll") && n >= r2) return w.slice(0, n);
  return w;
}
