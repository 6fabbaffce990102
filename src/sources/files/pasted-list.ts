// A list as people paste it: a line a paper, by identifier, address or title, with bullets, numbers
// and remarks as they come.
import { parseArxiv, parseIdentifier, type Identifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import { oneLine } from "../../papers/one-line.ts";
import type { Mentioned } from "./mentioned.ts";

const longestTitle = 400;
const fewestLetters = 4;

const bullet = /^(?:[-*+•·◦▪–—]|\(?\d{1,3}[.)\]]|\[\d{1,3}\])\s+/;

export function parsePastedList(text: string): Mentioned[] {
  return text.split(/\r?\n/).flatMap((written, index): Mentioned[] => {
    const entry = oneLine(written).replace(bullet, "");
    if (entry === "" || entry.startsWith("#")) return [];
    return [{ line: index + 1, ...readEntry(entry) }];
  });
}

function readEntry(entry: string): { mention: Mention } | { reason: string } {
  const identifier = findIdentifier(entry);
  if (identifier) return { mention: { identifier } };
  if (/^https?:\/\/\S+$/i.test(entry)) return { reason: "is an address that names no paper" };
  const title = entry
    .replace(/\[([^\]]+)\]\(<?https?:[^()\s]*\)/gi, "$1")
    .replace(/^["“”„'](.*)["“”'],?$/, "$1")
    .trim();
  if (title.length > longestTitle) return { reason: "is too long for a title" };
  if ((title.match(/\p{L}/gu) ?? []).length < fewestLetters) {
    return { reason: "holds neither an identifier nor a title" };
  }
  return { mention: { title } };
}

/**
 * A name that says what it is may stand anywhere in the line, a bare one only at its ends: in
 * between, `2310.07896` may be a number.
 */
function findIdentifier(entry: string): Identifier | undefined {
  const words = entry.split(/[\s()[\]<>"“”,;]+/).filter(Boolean);
  for (const [place, word] of words.entries()) {
    const name = word.replace(/[.:!?]+$/, "");
    const isAtEnd = place === 0 || place === words.length - 1;
    if (/^(arxiv:|doi:|https?:|www\.|10\.\d{4,9}\/|title:)/i.test(name) || isAtEnd) {
      const found = parseIdentifier(name);
      if (found) return found.identifier;
    }
    const next = words[place + 1];
    // "arXiv: 2310.07896"
    const spaced = /^arxiv:?$/i.test(word) && next ? parseArxiv(next) : undefined;
    if (spaced) return spaced.identifier;
  }
  return undefined;
}
