// The key by which a document cites an entry: `lindqvist2026folding`.
import type { Work } from "./work.ts";

// Unicode takes these for letters of their own; keys are of plain ones.
const letters = new Map(
  Object.entries({ ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", þ: "th", ð: "d", ı: "i" }),
);
const small = new Set(
  "with from into what when where which that this these those does toward towards your their over under using beyond between".split(
    " ",
  ),
);

export function citeKey({ authors: [first], issued, title, arxiv, doi }: Work): string {
  const name = first === undefined ? "" : "literal" in first ? first.literal : first.family;
  const words = title.split(/[^\p{L}\p{M}]+/u);
  const word = words.find((each) => each.length > 3 && !small.has(each.toLowerCase())) ?? "";
  const key = plainLetters(`${name}${issued?.year ?? ""}${word}`);
  return key.slice(0, 80) || plainLetters(arxiv ?? doi ?? "") || "paper";
}

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[ßøłđæœþðı]/g, (letter) => letters.get(letter)!)
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "");
}

/** Makes keys unique within one file: `-2` for the second of a name. */
export function openKeys(): (key: string) => string {
  const used = new Map<string, number>();
  return (key) => {
    const times = (used.get(key) ?? 0) + 1;
    used.set(key, times);
    return times > 1 ? `${key}-${times}` : key;
  };
}
