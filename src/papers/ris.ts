import { doiOf, type Annotation } from "./annotation.ts";
import { arxivOf } from "./identifier.ts";
import type { Paper } from "./paper.ts";
import { texToText } from "./tex/tex.ts";
import { yearOf } from "./year.ts";

/** An entry of RIS. Every value has a line of its own, and so has every line of a note. */
export function ris(paper: Paper, { keywords = [], note = "" }: Annotation = {}): string {
  const arxiv = arxivOf(paper.identifier);
  const values: (readonly [tag: string, value: string | undefined])[] = [
    ["TY", paper.journalRef ? "JOUR" : "UNPB"],
    ["TI", inOneLine(paper.title)],
    ...paper.authors.map((name) => ["AU", familyFirst(inOneLine(texToText(name)))] as const),
    ["PY", yearOf(paper)],
    ["JO", paper.journalRef ? inOneLine(paper.journalRef) : undefined],
    ["DO", doiOf(paper)],
    ["AN", arxiv && `arXiv:${arxiv}`],
    ["UR", arxiv && `https://arxiv.org/abs/${arxiv}`],
    ...keywords.map((keyword) => ["KW", keyword] as const),
    ...(note === "" ? [] : note.split("\n").map((line) => ["N1", line] as const)),
  ];
  const lines = values.filter(([, value]) => value !== undefined);
  return `${lines.map(([tag, value]) => `${tag}  - ${value}`).join("\r\n")}\r\nER  - \r\n`;
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** `Lindqvist, Ada`: which words are the family's name nobody says, so it is the last one. */
function familyFirst(name: string): string {
  const { given, family } = nameParts(name);
  return given === "" ? family : `${family}, ${given}`;
}

/** With the particles that stand before it: `van der Berg`. */
export function nameParts(name: string): { given: string; family: string } {
  const words = name.replaceAll(",", " ").split(/\s+/).filter(Boolean);
  let first = Math.max(0, words.length - 1);
  while (first > 1 && /^\p{Ll}/u.test(words[first - 1]!)) first--;
  return { given: words.slice(0, first).join(" "), family: words.slice(first).join(" ") };
}
