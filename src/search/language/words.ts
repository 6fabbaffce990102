// Reads words and phrases as the index has them.
import { parseIdentifier } from "../../papers/identifier.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { classOf, ideograph } from "../words/characters.ts";
import { scan } from "../words/scan.ts";
import { stopWords } from "../words/stop-words.ts";
import { partsOf } from "../words/terms.ts";
import type { IdentifierNode, PhraseNode, Place, Where, WordNode } from "./tree.ts";

/** A written word and where it stands. */
interface Word extends Place {
  word: string;
}

/** The words of what was typed without a space, in order. */
export function readRun(text: string, where: Where, start: number): (WordNode | PhraseNode)[] {
  const words = findWords(text, start);
  // `au:del_maestro` and `au:hinton,g` are one name.
  if (where === "author" && words.length > 1) return [phraseOf(words, where)];
  const nodes: (WordNode | PhraseNode)[] = [];
  for (let i = 0; i < words.length;) {
    let end = i + 1;
    if (isIdeograph(words[i]!)) {
      while (
        end < words.length &&
        isIdeograph(words[end]!) &&
        words[end]!.from === words[end - 1]!.to
      )
        end++;
    }
    nodes.push(
      end - i > 1 ? phraseOf(words.slice(i, end), where) : wordOf(words[i]!, where, false),
    );
    i = end;
  }
  return nodes;
}

/** What stood in quotes: one word is looked for as it is. */
export function readPhrase(
  text: string,
  where: Where,
  start: number,
): WordNode | PhraseNode | undefined {
  const words = findWords(text, start);
  const [first] = words;
  if (!first) return undefined;
  return words.length === 1 ? wordOf(first, where, true) : phraseOf(words, where);
}

/** `arXiv:2310.07896v2`, `10.1101/…`, an address of a paper; anything behind `id:`. */
export function readIdentifier(text: string): string | undefined {
  if (text.length > longestIdentifier || !/\d/.test(text)) return undefined;
  const bare = text.replace(/[.,;:!?]+$/, "");
  const found = parseIdentifier(bare)?.identifier;
  return found === undefined || found.startsWith("title:") ? undefined : withoutScheme(found);
}

const longestIdentifier = 300;

export function readNamedIdentifier(text: string): string {
  return readIdentifier(text) ?? withoutScheme(text.trim());
}

function withoutScheme(identifier: string): string {
  return identifier.replace(/^(?:arxiv|doi|openreview):\s*/i, "").toLowerCase();
}

export function identifierNode(
  identifier: string,
  place: Place,
  words: readonly WordNode[] = [],
): IdentifierNode {
  return { kind: "identifier", identifier, words, from: place.from, to: place.to };
}

/** Whether the word says nothing beside others; IT and WHO in capitals do. */
export function isCommon({ word, exact }: WordNode): boolean {
  return !exact && isCommonWord(word) && !/^\p{Lu}{2,}$/u.test(word);
}

export function isCommonWord(word: string): boolean {
  const [part, ...others] = partsOf(word);
  return part !== undefined && others.length === 0 && stopWords.has(part.toLowerCase());
}

/** Three words and more all in capitals are shouted, and no acronyms. */
export function isShouting(words: readonly string[]): boolean {
  const loud = words.filter((word) => /\p{Lu}{2}/u.test(word)).length;
  return loud > 2 && !words.some((word) => /\p{Ll}/u.test(word));
}

function findWords(typed: string, start: number): Word[] {
  const words: Word[] = [];
  // Pasted from a list of arXiv's, titles hold TeX.
  const text = /[\\^{$]/.test(typed) ? texToText(typed) : typed;
  const place = (at: number) => start + Math.min(at, typed.length);
  scan(text, (from, to) => {
    const word = text.slice(from, to);
    if (partsOf(word).length > 0) words.push({ word, from: place(from), to: place(to) });
  });
  return words;
}

function isIdeograph({ word }: Word): boolean {
  return word.length === 1 && classOf[word.charCodeAt(0)] === ideograph;
}

function wordOf({ word, from, to }: Word, where: Where, exact: boolean): WordNode {
  return { kind: "word", word, where, times: 1, exact, leftOut: false, from, to };
}

function phraseOf(words: readonly Word[], where: Where): PhraseNode {
  const { from } = words[0]!;
  const { to } = words.at(-1)!;
  return { kind: "phrase", words: words.map(({ word }) => word), where, from, to };
}
