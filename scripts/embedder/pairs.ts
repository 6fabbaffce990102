// Pairs of texts that belong together: what a query is to what it should find.
import { sentenceEnd } from "./corpus.ts";

/** Everything that pairs are made of, to be shared between threads. */
export interface Texts {
  terms: Int32Array;
  starts: Int32Array;
  abstracts: Int32Array;
  /** Papers of the same authors, by paper: where they begin in `relatives`. */
  relativeStarts: Int32Array;
  relatives: Int32Array;
  /** Words that have a row of their own. */
  words: number;
  holders: Int32Array;
  /** The pieces of each term, as rows: where they begin in `pieces`. */
  pieceStarts: Int32Array;
  pieces: Int32Array;
}

/** Rows, how often each counts, and how many there are. */
interface Bag {
  features: Int32Array;
  weights: Float32Array;
  count: number;
}

export interface Pair {
  query: Bag;
  document: Bag;
}

const room = 4096;
const pair: Pair = { query: emptyBag(), document: emptyBag() };
const chosen = new Int32Array(room);
let chosenCount = 0;
const counts = new Map<number, number>();

function emptyBag(): Bag {
  return { features: new Int32Array(room), weights: new Float32Array(room), count: 0 };
}

/** Fills the one pair that it has; the next call fills it again. */
export function makePair(texts: Texts, paper: number, random: () => number): Pair {
  const kind = random();
  const relative = kind < 0.3 ? relativeOf(texts, paper, random) : -1;
  if (relative >= 0) {
    begin();
    addTitle(texts, paper);
    if (kind < 0.12) addSentences(texts, paper, () => true);
    else thin(random, 0.2);
    fill(pair.query, texts, random);
    begin();
    addTitle(texts, relative);
    addSentences(texts, relative, () => true);
    fill(pair.document, texts, random);
  } else if (kind < 0.75) {
    begin();
    addTitle(texts, paper);
    if (random() < 0.5) thin(random, 0.5);
    fill(pair.query, texts, random);
    begin();
    addSentences(texts, paper, () => true);
    fill(pair.document, texts, random);
  } else {
    // The abstract in two parts, which share no sentence; the title goes with the second.
    const split = Math.floor(random() * 2 ** 31);
    const isFirst = (i: number) => (Math.imul(i + 1, 0x9e3779b1) ^ split) & 4;
    begin();
    addSentences(texts, paper, (i) => isFirst(i) !== 0);
    fill(pair.query, texts, random);
    begin();
    addTitle(texts, paper);
    addSentences(texts, paper, (i) => isFirst(i) === 0);
    fill(pair.document, texts, random);
  }
  return pair;
}

function begin(): void {
  chosenCount = 0;
}

function relativeOf(
  { relativeStarts, relatives }: Texts,
  paper: number,
  random: () => number,
): number {
  const from = relativeStarts[paper]!;
  const count = relativeStarts[paper + 1]! - from;
  return count === 0 ? -1 : relatives[from + Math.floor(random() * count)]!;
}

function addTitle({ terms, starts, abstracts }: Texts, paper: number): void {
  for (let i = starts[paper]!; i < abstracts[paper]!; i++)
    if (terms[i] !== sentenceEnd && chosenCount < room) chosen[chosenCount++] = terms[i]!;
}

function addSentences(
  { terms, starts, abstracts }: Texts,
  paper: number,
  isWanted: (sentence: number) => boolean,
): void {
  let sentence = 0;
  let wanted = isWanted(0);
  for (let i = abstracts[paper]!; i < starts[paper + 1]!; i++) {
    if (terms[i] === sentenceEnd) wanted = isWanted(++sentence);
    else if (wanted && chosenCount < room) chosen[chosenCount++] = terms[i]!;
  }
}

/** Leaves out a part of the words, as one does who types a query; two stay. */
function thin(random: () => number, share: number): void {
  let kept = 0;
  for (let i = 0; i < chosenCount; i++) {
    const isLast = chosenCount - i <= 2 - kept;
    if (isLast || random() >= share) chosen[kept++] = chosen[i]!;
  }
  chosenCount = kept;
}

const rarely = 60;

/** What was chosen as rows; a rare word now and then as its pieces, so that these learn too. */
function fill(bag: Bag, texts: Texts, random: () => number): void {
  counts.clear();
  for (let i = 0; i < chosenCount; i++) counts.set(chosen[i]!, (counts.get(chosen[i]!) ?? 0) + 1);
  bag.count = 0;
  const { words, holders, pieceStarts, pieces } = texts;
  for (const [term, times] of counts) {
    const weight = 1 + Math.log(times);
    if (term < words && !(holders[term]! < rarely && random() < 0.15)) {
      put(bag, term, weight);
      continue;
    }
    const from = pieceStarts[term]!;
    const to = pieceStarts[term + 1]!;
    for (let i = from; i < to; i++) put(bag, pieces[i]!, weight / Math.sqrt(to - from));
  }
}

function put(bag: Bag, feature: number, weight: number): void {
  if (bag.count === room) return;
  bag.features[bag.count] = feature;
  bag.weights[bag.count++] = weight;
}
