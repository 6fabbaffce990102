// What a word adds to the scores of papers that hold it: BM25F, of which the index holds what the
// paper tells (segments/impact.ts), and this is what the word tells.
import { fieldsOfCode, impactOfCode } from "../segments/impact.ts";

/** BM25's inverse document frequency. */
export function rarityOf(holding: number, papers: number): number {
  return Math.log(1 + (papers - holding + 0.5) / (holding + 0.5));
}

/** Scores are whole numbers, so that their sum is the same in whatever order they are added. */
const scale = 4096;

/** By code: above 0 exactly where the word is in one of the fields. */
export function weightsOf(rarity: number, fields: number): Int32Array {
  const weights = new Int32Array(256);
  for (let code = 1; code < 256; code++) {
    if (fieldsOfCode[code]! & fields)
      weights[code] = Math.max(1, Math.round(rarity * scale * impactOfCode[code]!));
  }
  return weights;
}
