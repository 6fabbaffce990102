// Goes through the papers of one segment that match: adds up their scores, counts them, and offers the
// best. In WebAssembly, in memory that each thread has once; the source is tally.wat.
import { readFileSync } from "node:fs";
import { mostPapers } from "../segments/segment-data.ts";
import type { List } from "./lists.ts";
import type { Places } from "./places.ts";

/** Places in memory are in bytes. */
interface Kernel {
  /** scores[papers[i]] += weights[codes[i]], of 16, 8 and 32 bits. */
  add(papers: number, codes: number, count: number, weights: number, scores: number): void;
  /** Takes out of the bits those without a score; how many are left. */
  keepScored(bits: number, words: number, scores: number): number;
  /** Counts profiles and calls `offer` for each score that reaches `least`, which it answers anew. */
  collect(
    bits: number,
    words: number,
    scores: number,
    profiles: number,
    counts: number,
    least: number,
  ): void;
  countProfiles(bits: number, words: number, profiles: number, counts: number): void;
  /** `from` must be below `to`. */
  countBetween(bits: number, from: number, to: number): number;
}

/** Told a paper's place and score; answers what the next must reach, `Infinity` to be told no more. */
type Offer = (place: number, score: number) => number;

const pageBytes = 65_536;
/**
 * 128 MB, of which the system gives only what is written to. It must not grow: all that looks into it
 * would look at nothing. What segments keep here takes four to eight bytes a paper.
 */
const pages = 2048;
const leastBlock = 64;
const mostScore = 0x7fffffff;

const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
/** Blocks that were given back, by their size, which is a power of two. */
const free = new Map<number, number[]>();
let end = 0;
let offered: Offer = () => Infinity;

const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(new URL("./tally.wasm", import.meta.url))),
  { env: { memory, offer: (place: number, score: number) => reachable(offered(place, score)) } },
);
const kernel = exports as unknown as Kernel;

/** By paper; all 0 between segments. */
export const scores = new Int32Array(memory.buffer, take(4 * mostPapers), mostPapers);
const held = new Int32Array(memory.buffer, take(mostPapers / 8), mostPapers / 32);
const papers = new Uint16Array(memory.buffer, take(2 * mostPapers), mostPapers);
const codes = new Uint8Array(memory.buffer, take(mostPapers), mostPapers);
const weights = new Int32Array(memory.buffer, take(4 * 256), 256);
let counters = takeNumbers(1 << 12);
let words = 0;

/** Numbers that the functions below can be given, for as long as they are not given back. */
export function takeNumbers(count: number): Uint32Array {
  return new Uint32Array(memory.buffer, take(4 * count), count);
}

export function giveBackNumbers({ byteOffset, byteLength }: Uint32Array): void {
  freeOf(sizeOf(byteLength)).push(byteOffset);
}

/** So many numbers, all 0; good until the next call. */
export function freshCounters(count: number): Uint32Array {
  if (counters.length < count) {
    giveBackNumbers(counters);
    counters = takeNumbers(2 * count);
  }
  return counters.fill(0, 0, count);
}

/** Adds to the scores of each list's papers what their codes weigh. */
export function addScores(lists: readonly List[], weightOf: Int32Array): void {
  weights.set(weightOf);
  for (const { papers: from, papersAt, codes: codesFrom, codesAt, count } of lists) {
    papers.set(from.subarray(papersAt, papersAt + count));
    codes.set(codesFrom.subarray(codesAt, codesAt + count));
    kernel.add(papers.byteOffset, codes.byteOffset, count, weights.byteOffset, scores.byteOffset);
  }
}

/** Those of the places that have a score, in the same memory. */
export function keepScored(places: Places): Places {
  hold(places);
  const count = kernel.keepScored(held.byteOffset, words, scores.byteOffset);
  places.bits.set(held.subarray(0, words));
  return { ...places, count };
}

/** The places that the functions below are about. */
export function hold(places: Pick<Places, "bits" | "words">): void {
  ({ words } = places);
  held.set(places.bits.subarray(0, words));
}

/** Counts how many have each profile, and offers those whose score reaches `least`. */
export function countAndOffer(
  profiles: Uint32Array,
  counts: Uint32Array,
  { least, offer }: { least: number; offer: Offer },
): void {
  offered = offer;
  kernel.collect(
    held.byteOffset,
    words,
    scores.byteOffset,
    profiles.byteOffset,
    counts.byteOffset,
    reachable(least),
  );
}

export function countProfiles(profiles: Uint32Array, counts: Uint32Array): void {
  kernel.countProfiles(held.byteOffset, words, profiles.byteOffset, counts.byteOffset);
}

/** How many of the papers from `from` to before `to`. */
export function countBetween(from: number, to: number): number {
  return from < to ? kernel.countBetween(held.byteOffset, from, to) : 0;
}

/** The kernel knows whole numbers alone. */
function reachable(least: number): number {
  return Math.min(least, mostScore);
}

function take(bytes: number): number {
  const size = sizeOf(bytes);
  const known = freeOf(size).pop();
  if (known !== undefined) return known;
  if (end + size > pages * pageBytes) throw new RangeError("No index holds that many papers.");
  end += size;
  return end - size;
}

function freeOf(size: number): number[] {
  let blocks = free.get(size);
  if (!blocks) free.set(size, (blocks = []));
  return blocks;
}

function sizeOf(bytes: number): number {
  return Math.max(leastBlock, 2 ** Math.ceil(Math.log2(bytes)));
}
