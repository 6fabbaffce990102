// What the embedder learns from: titles and abstracts as numbers of terms, in the very terms that
// the index holds.
import { texToText } from "../../src/papers/tex/tex.ts";
import { contentTerms } from "../../src/search/embedder/content-terms.ts";
import { grown } from "../../src/search/segments/bytes.ts";

/** Stands between two sentences. */
export const sentenceEnd = -1;

export interface Corpus {
  papers: number;
  /** The terms of all papers, one after the other: title, then abstract, sentence by sentence. */
  terms: Int32Array;
  /** Where each paper's title begins, where its abstract does; and one more, the end of all. */
  starts: Int32Array;
  abstracts: Int32Array;
  /** By number of the term; those that most papers hold come first. */
  words: string[];
  /** How many papers hold each. */
  holders: Int32Array;
  authors: string[][];
  categories: string[];
}

export interface Work {
  id: string;
  title: string;
  abstract: string;
  /** Names that works of a kind share. */
  authors: string[];
  category: string;
}

/** Reads works in their order; one that comes again is left out. */
export async function readCorpus(works: AsyncIterable<Work>): Promise<Corpus> {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const holders: number[] = [];
  const lastHolder: number[] = [];
  const starts: number[] = [];
  const abstracts: number[] = [];
  const authors: string[][] = [];
  const categories: string[] = [];
  let terms = new Int32Array(1 << 20);
  let length = 0;

  function put(term: number): void {
    if (length === terms.length) terms = grown(terms);
    terms[length++] = term;
  }

  function putText(text: string, paper: number): void {
    for (const sentence of texToText(text).split(/[.?!]\s+/)) {
      contentTerms(sentence, (term) => {
        let number = numbers.get(term);
        if (number === undefined) {
          number = words.push(term) - 1;
          numbers.set(term, number);
          holders.push(0);
          lastHolder.push(-1);
        }
        if (lastHolder[number] !== paper) {
          lastHolder[number] = paper;
          holders[number]!++;
        }
        put(number);
      });
      put(sentenceEnd);
    }
  }

  const seen = new Set<string>();
  for await (const work of works) {
    if (seen.has(work.id)) continue;
    seen.add(work.id);
    const number = starts.push(length) - 1;
    putText(work.title, number);
    abstracts.push(length);
    putText(work.abstract, number);
    authors.push(work.authors);
    categories.push(work.category);
  }
  starts.push(length);
  return ordered({
    papers: abstracts.length,
    terms: terms.subarray(0, length),
    starts: Int32Array.from(starts),
    abstracts: Int32Array.from(abstracts),
    words,
    holders: Int32Array.from(holders),
    authors,
    categories,
  });
}

/** Numbers terms anew, so that those that most papers hold come first. */
function ordered(corpus: Corpus): Corpus {
  const { words, holders, terms } = corpus;
  const order = Array.from(words, (_, i) => i).sort(
    (a, b) => holders[b]! - holders[a]! || (words[a]! < words[b]! ? -1 : 1),
  );
  const places = new Int32Array(words.length);
  order.forEach((old, place) => (places[old] = place));
  for (let i = 0; i < terms.length; i++) if (terms[i]! >= 0) terms[i] = places[terms[i]!]!;
  return {
    ...corpus,
    words: order.map((old) => words[old]!),
    holders: Int32Array.from(order, (old) => holders[old]!),
  };
}
