// The loops that go through lists of papers. Long lists are read from end to end, without a branch
// that could be guessed wrong; where few papers are looked for, from one to the next by jumps. Scores
// of long lists are added up in WebAssembly; see tally.ts.
import type { Places } from "./places.ts";

/** Papers of one segment, in order, and where their codes are. */
export interface List {
  papers: Uint16Array;
  papersAt: number;
  codes: Uint8Array;
  codesAt: number;
  count: number;
}

/** Going through so many papers of a list takes as long as looking one of them up. */
const stepsAJump = 24;

/** Whether to look `few` papers up rather than go through a list of `many`. */
export function isJumpingQuicker(few: number, many: number): boolean {
  return few * stepsAJump < many;
}

/** Sets the bits of the list's papers. */
export function markAll({ papers, papersAt, count }: List, out: Int32Array): void {
  const end = papersAt + count;
  for (let i = papersAt; i < end; i++) {
    const paper = papers[i]!;
    out[paper >> 5]! |= 1 << (paper & 31);
  }
}

/** As `markAll`, of papers whose code weighs more than 0. */
export function markWeighty(
  { papers, papersAt, codes, codesAt, count }: List,
  weights: Int32Array,
  out: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    const paper = papers[papersAt + i]!;
    out[paper >> 5]! |= (-weights[codes[codesAt + i]!]! >>> 31) << (paper & 31);
  }
}

/** As both, of papers that are among `among`. */
export function markAmong(
  { papers, papersAt, codes, codesAt, count }: List,
  weights: Int32Array | undefined,
  { bits: among, words }: Places,
  out: Int32Array,
): void {
  const end = papersAt + count;
  let at = papersAt;
  for (let word = 0; word < words; word++) {
    let bits = among[word]!;
    while (bits !== 0) {
      const bit = bits & -bits;
      bits ^= bit;
      const paper = word * 32 + 31 - Math.clz32(bit);
      at = seek(papers, at, end, paper);
      if (at === end) return;
      if (papers[at] !== paper) continue;
      if (weights === undefined || weights[codes[codesAt + at - papersAt]!]! > 0) out[word]! |= bit;
    }
  }
}

/** Adds to the scores of papers that are among `among` what their codes weigh. */
export function addAmong(
  { papers, papersAt, codes, codesAt, count }: List,
  weights: Int32Array,
  scores: Int32Array,
  { bits: among, words }: Places,
): void {
  const end = papersAt + count;
  let at = papersAt;
  for (let word = 0; word < words; word++) {
    let bits = among[word]!;
    while (bits !== 0) {
      const bit = bits & -bits;
      bits ^= bit;
      const paper = word * 32 + 31 - Math.clz32(bit);
      at = seek(papers, at, end, paper);
      if (at === end) return;
      if (papers[at] !== paper) continue;
      scores[paper]! += weights[codes[codesAt + at - papersAt]!]!;
    }
  }
}

/**
 * Where in `papers`, from `at` to before `end`, the first stands that is not below `paper`; by
 * doubling steps, then halving.
 */
export function seek(papers: Uint16Array, at: number, end: number, paper: number): number {
  if (at >= end || papers[at]! >= paper) return at;
  let low = at;
  let high = at + 1;
  for (let step = 2; high < end && papers[high]! < paper; step *= 2) {
    low = high;
    high += step;
  }
  if (high > end) high = end;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (papers[middle]! < paper) low = middle;
    else high = middle;
  }
  return high;
}

/** The code of a paper in a list; 0 where it is not there. */
export function codeIn({ papers, papersAt, codes, codesAt, count }: List, place: number): number {
  const end = papersAt + count;
  const at = seek(papers, papersAt, end, place);
  return at < end && papers[at] === place ? codes[codesAt + at - papersAt]! : 0;
}
