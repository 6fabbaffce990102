// Papers of one segment as bits, by their places in it. Half a microsecond joins two sets of 65,536
// papers, whatever they hold.
import { mostPapers } from "../segments/segment-data.ts";

export interface Places {
  bits: Int32Array;
  /** How many of `bits` the segment takes. */
  words: number;
  count: number;
}

/** Memory for bits, used again and again. */
export class SparePlaces {
  private spare: Int32Array[] = [];

  /** Without any paper. */
  take(): Int32Array {
    return this.spare.pop()?.fill(0) ?? new Int32Array(mostPapers / 32);
  }

  giveBack({ bits }: Pick<Places, "bits">): void {
    this.spare.push(bits);
  }
}

/** The same, counted. */
export function recount({ bits, words }: Omit<Places, "count">): Places {
  let count = 0;
  for (let i = 0; i < words; i++) if (bits[i] !== 0) count += ones(bits[i]!);
  return { bits, words, count };
}

/** Keeps only the papers from `from` to before `to`. */
export function keepBetween(bits: Int32Array, from: number, to: number): void {
  if (from >= to) {
    bits.fill(0);
    return;
  }
  const first = from >> 5;
  const last = (to - 1) >> 5;
  bits.fill(0, 0, first);
  bits.fill(0, last + 1);
  bits[first]! &= -1 << (from & 31);
  bits[last]! &= -1 >>> (31 - ((to - 1) & 31));
}

export function isIn(bits: Int32Array, paper: number): boolean {
  return (bits[paper >> 5]! & (1 << (paper & 31))) !== 0;
}

function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
