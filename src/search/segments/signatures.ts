// The terms that say most about each paper. They stay on disk; those of the best papers of a search are read,
// to see how alike these are.
import { isContent } from "../embedder/content-terms.ts";
import { Dictionary } from "./dictionary.ts";
import { impactOfCode } from "./impact.ts";
import { papersIn, type SegmentData } from "./segment-data.ts";

/** A paper's terms, by their numbers in the segment; `noTerm` fills up where there are fewer. */
export const termsEach = 24;
export const noTerm = 0xffffffff;

/** Paper after paper. */
export function signaturesOf({
  columns: { numbers },
  dictionary,
  postingStarts,
  postings,
}: Pick<
  SegmentData,
  "columns" | "dictionary" | "postingStarts" | "postings"
>): Uint32Array<ArrayBuffer> {
  const papers = numbers.length;
  const chosen = new Uint32Array(papers * termsEach).fill(noTerm);
  const values = new Float32Array(papers * termsEach);
  // The least value of a paper's terms, and where it stands, which the next better one replaces.
  const leastValue = new Float32Array(papers);
  const least = new Uint8Array(papers);
  let term = 0;
  for (const key of new Dictionary(dictionary)) {
    const start = postingStarts[term]!;
    const count = papersIn(postingStarts[term + 1]! - start);
    // What one paper alone holds leads to no other.
    if (count > 1 && isContent(key) && key.charCodeAt(1) !== 58) {
      const rarity = Math.log(1 + papers / count);
      const at = 2 * start;
      for (let i = 0; i < count; i++) {
        const paper = postings[at + 2 * i]! | (postings[at + 2 * i + 1]! << 8);
        const value = rarity * impactOfCode[postings[at + 2 * count + i]!]!;
        if (value <= leastValue[paper]!) continue;
        const from = paper * termsEach;
        const place = from + least[paper]!;
        values[place] = value;
        chosen[place] = term;
        let lowest = from;
        for (let k = from + 1; k < from + termsEach; k++)
          if (values[k]! < values[lowest]!) lowest = k;
        least[paper] = lowest - from;
        leastValue[paper] = values[lowest]!;
      }
    }
    term++;
  }
  return chosen;
}
