// How alike some papers are to each other: by the terms that say most about each, of which those count
// most that few of them share, and a little by their vectors. Made anew for each search, so numbers lie
// in arrays of their kind, and only papers that share a term meet.
import { nameIn, termsEach, weightIn } from "../segments/signatures.ts";
import type { Meaning } from "../vectors/meaning.ts";
import type { Hit } from "./best.ts";
import type { Segment } from "./segment.ts";

const weightOfMeaning = 0.3;
/** Any two that were found for the same query lie about as near as this. */
const nearByChance = 0.2;

/** From 0 to a little above 1, row after row; 0 of each with itself. */
export function similarityMatrix(
  papers: readonly Hit[],
  { segments, meaning }: { segments: readonly Segment[]; meaning: Meaning },
): Float32Array {
  const count = papers.length;
  const alike = new Float32Array(count * count);
  const lengths = addShared(alike, gatherTerms(papers, segments));
  const cosines = meaning.compare(
    papers.map(({ segment, place }) => ({ vectors: segments[segment]!.ownVectors, place })),
  );
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const byTerms = alike[i * count + j]! / (lengths[i]! * lengths[j]! || 1);
      const byMeaning = Math.max(0, cosines[i * count + j]! - nearByChance);
      const both = byTerms + weightOfMeaning * byMeaning;
      alike[i * count + j] = both;
      alike[j * count + i] = both;
    }
  }
  return alike;
}

/** What is written of the papers' terms, numbered from 1, the papers one after the other. */
interface Entries {
  papers: Uint16Array;
  weights: Uint8Array;
  /** How many so far have the same term. */
  ordinals: Uint16Array;
  /** The one before with the same term; 0 where there is none. */
  before: Uint16Array;
  /** The last of each term; 0 is none. */
  last: Uint16Array;
}

function gatherTerms(papers: readonly Hit[], segments: readonly Segment[]): Entries {
  const most = papers.length * termsEach + 1;
  const names = new Uint32Array(most);
  const entries: Entries = {
    papers: new Uint16Array(most),
    weights: new Uint8Array(most),
    ordinals: new Uint16Array(most),
    before: new Uint16Array(most),
    // A hash table of terms: less than half of it is ever taken.
    last: new Uint16Array(1 << (33 - Math.clz32(most))),
  };
  const { last } = entries;
  let at = 0;
  papers.forEach(({ segment, place }, paper) => {
    for (const entry of segments[segment]!.signatures(place)) {
      if (entry === 0) continue;
      const name = nameIn(entry);
      let slot = name & (last.length - 1);
      while (last[slot] !== 0 && names[last[slot]!] !== name) slot = (slot + 1) & (last.length - 1);
      // Two terms may have one name, by chance or on purpose: a paper is not alike to itself by that.
      if (last[slot] !== 0 && entries.papers[last[slot]!] === paper) continue;
      at++;
      names[at] = name;
      entries.papers[at] = paper;
      entries.weights[at] = weightIn(entry);
      entries.before[at] = last[slot]!;
      entries.ordinals[at] = entries.ordinals[last[slot]!]! + 1;
      last[slot] = at;
    }
  });
  return entries;
}

/** Adds for any two papers, in the later one's row, what they share; how long each is by its terms. */
function addShared(
  alike: Float32Array,
  { papers, weights, ordinals, before, last }: Entries,
): Float64Array {
  const count = Math.sqrt(alike.length);
  const squares = new Float64Array(count);
  const rarities = Float64Array.from({ length: count + 1 }, (_, held) =>
    Math.log(1 + count / held),
  );
  for (const end of last) {
    const rarity = rarities[ordinals[end]!]!;
    for (let one = end; one !== 0; one = before[one]!) {
      const weight = rarity * weights[one]!;
      const row = papers[one]! * count;
      squares[papers[one]!]! += weight * weights[one]!;
      for (let other = before[one]!; other !== 0; other = before[other]!)
        alike[row + papers[other]!]! += weight * weights[other]!;
    }
  }
  return squares.map(Math.sqrt);
}
