// How alike some papers are to each other: by the terms that say most about each, of which those count
// most that few of them share, and a little by their vectors.
import { impactOfCode } from "../segments/impact.ts";
import { noTerm } from "../segments/signatures.ts";
import type { Meaning } from "../vectors/meaning.ts";
import type { Hit } from "./best.ts";
import { codeIn } from "./lists.ts";
import type { Segment } from "./segment.ts";

const weightOfMeaning = 0.3;
/** Any two that were found for the same query lie about as near as this. */
const nearByChance = 0.2;

/** Which of the papers hold a term, and how much it says about each. */
interface Holders {
  papers: number[];
  values: number[];
}

/** From 0 to a little above 1, row after row; 0 of each with itself. */
export function findAlike(
  papers: readonly Hit[],
  { segments, meaning }: { segments: readonly Segment[]; meaning: Meaning },
): Float32Array {
  const alike = alikeByTerms(papers, segments);
  const cosines = meaning.compare(
    papers.map(({ segment, place }) => ({ vectors: segments[segment]!.ownVectors, place })),
  );
  for (let i = 0; i < alike.length; i++)
    alike[i]! += weightOfMeaning * Math.max(0, cosines[i]! - nearByChance);
  for (let i = 0; i < alike.length; i += papers.length + 1) alike[i] = 0;
  return alike;
}

/** The cosines of what their terms weigh. */
function alikeByTerms(papers: readonly Hit[], segments: readonly Segment[]): Float32Array {
  const count = papers.length;
  const alike = new Float32Array(count * count);
  const squares = new Float64Array(count);
  const terms = findHolders(papers, segments);
  for (const { papers, values } of terms) {
    const rarity = Math.log(1 + count / papers.length);
    for (let i = 0; i < papers.length; i++) {
      squares[papers[i]!]! += rarity * values[i]! ** 2;
      const row = papers[i]! * count;
      for (let j = 0; j < i; j++) alike[row + papers[j]!]! += rarity * values[i]! * values[j]!;
    }
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const cosine = alike[i * count + j]! / Math.sqrt(squares[i]! * squares[j]! || 1);
      alike[i * count + j] = cosine;
      alike[j * count + i] = cosine;
    }
  }
  return alike;
}

function findHolders(papers: readonly Hit[], segments: readonly Segment[]): Iterable<Holders> {
  const terms = new Map<number, Holders>();
  papers.forEach(({ segment: s, place }, paper) => {
    const segment = segments[s]!;
    for (const term of segment.signatures(place)) {
      if (term === noTerm) continue;
      const list = segment.postingsOf(term);
      const rarity = Math.log(1 + segment.count / list.count);
      const value = Math.sqrt(rarity) * impactOfCode[codeIn(list, place)]!;
      const hash = segment.dictionary.hash(term);
      const holders = terms.get(hash);
      if (holders) {
        holders.papers.push(paper);
        holders.values.push(value);
      } else terms.set(hash, { papers: [paper], values: [value] });
    }
  });
  return terms.values();
}
