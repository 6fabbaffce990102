// The terms that say most about each paper. They stay on disk; those of the best papers of a search are read,
// to see how alike these are, and so they hold all that is needed for it.
import { isContent } from "../embedder/content-terms.ts";
import { forget } from "./bytes.ts";
import { TermReader } from "./dictionary.ts";
import { impactOfCode } from "./impact.ts";
import { isOfText } from "./paper-text.ts";
import { papersIn, type SegmentData } from "./segment-data.ts";

/** A paper has so many entries; those of 0 fill up where there are fewer terms. */
export const termsEach = 24;

/** What an entry's term is called, alike in every segment, and hardly ever as another. */
export function nameIn(entry: number): number {
  return entry >>> weightBits;
}

/** How much the term says about the paper, from 1 to 255. */
export function weightIn(entry: number): number {
  return entry & ((1 << weightBits) - 1);
}

const weightBits = 8;
/** The heaviest term is one of two papers among 65,536, and weighs 3.22 times its impact. */
const weightSteps = 79;

/** Paper after paper. */
export function signaturesOf(
  segment: Pick<SegmentData, "columns" | "dictionary" | "postingStarts" | "postings">,
): Uint32Array<ArrayBuffer> {
  const { postingStarts, postings } = segment;
  const papers = segment.columns.numbers.length;
  const chosen = new Uint32Array(papers * termsEach);
  const values = new Float32Array(papers * termsEach);
  // The least value of a paper's terms, and where it stands, which the next better one replaces.
  const leastValue = new Float32Array(papers);
  const least = new Uint8Array(papers);
  const { terms, names } = sharedTerms(segment);
  for (const term of terms) {
    const start = postingStarts[term]!;
    const count = papersIn(postingStarts[term + 1]! - start);
    const rarity = Math.log(1 + papers / count);
    const step = weightSteps * Math.sqrt(rarity);
    const name = names[term]!;
    const at = 2 * start;
    for (let i = 0; i < count; i++) {
      const paper = postings[at + 2 * i]! | (postings[at + 2 * i + 1]! << 8);
      const impact = impactOfCode[postings[at + 2 * count + i]!]!;
      const value = rarity * impact;
      if (value <= leastValue[paper]!) continue;
      const from = paper * termsEach;
      const place = from + least[paper]!;
      values[place] = value;
      chosen[place] = (name << weightBits) | Math.ceil(step * impact);
      let lowest = from;
      for (let k = from + 1; k < from + termsEach; k++)
        if (values[k]! < values[lowest]!) lowest = k;
      least[paper] = lowest - from;
      leastValue[paper] = values[lowest]!;
    }
  }
  forget([values.buffer, leastValue.buffer, least.buffer]);
  return chosen;
}

/**
 * Those that several papers hold, the rarest first: what comes later hardly ever takes the place of what
 * is there. And by term, what it is called.
 */
function sharedTerms({
  dictionary,
  postingStarts,
}: Pick<SegmentData, "dictionary" | "postingStarts">): {
  terms: Uint32Array;
  names: Uint32Array;
} {
  const names = new Uint32Array(dictionary.count);
  const byCount: number[] = [];
  for (const reader = new TermReader(dictionary); !reader.isPast; reader.next()) {
    const { number } = reader;
    const count = papersIn(postingStarts[number + 1]! - postingStarts[number]!);
    // What one paper alone holds leads to no other.
    if (count === 1) continue;
    const { key } = reader;
    if (!isContent(key) || !isOfText(key)) continue;
    names[number] = nameOf(key);
    byCount.push(count * 2 ** 32 + number);
  }
  // A whole number of 32 bits is what is left of one modulo 2 ** 32.
  return { terms: Uint32Array.from(Float64Array.from(byCount).sort()), names };
}

/** FNV-1a, its 32 bits folded to 24. */
function nameOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return (hash >>> 24) ^ (hash & 0xffffff);
}
