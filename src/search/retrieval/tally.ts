// Goes through the papers of one segment that match: adds up their scores, counts them, and offers the
// best. In WebAssembly, in memory that each thread has once; the source is tally.wat.
import { readFileSync } from "node:fs";
import { mostPapers } from "../segments/segment-data.ts";
import { giveBackNumbers, memory, take, takeNumbers } from "./kernel-memory.ts";
import type { Postings } from "./postings.ts";
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

const mostScore = 0x7fffffff;

let offered: Offer = () => Infinity;

const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(new URL("./tally.wasm", import.meta.url))),
  { env: { memory, offer: (place: number, score: number) => reachable(offered(place, score)) } },
);
const kernel = exports as unknown as Kernel;

/** By paper; all 0 between segments. */
export const scores = new Int32Array(memory.buffer, take(4 * mostPapers), mostPapers);
const held = new Int32Array(memory.buffer, take(mostPapers / 8), mostPapers / 32);
const weights = new Int32Array(memory.buffer, take(4 * 256), 256);
let counters = takeNumbers(1 << 12);
let words = 0;

/** So many numbers, all 0; good until the next call. */
export function freshCounters(count: number): Uint32Array {
  if (counters.length < count) {
    giveBackNumbers(counters);
    counters = takeNumbers(2 * count);
  }
  return counters.fill(0, 0, count);
}

/** Adds to the scores of each list's papers what their codes weigh. */
export function addScores(lists: readonly Postings[], weightOf: Int32Array): void {
  weights.set(weightOf);
  for (const { papersAt, codesAt, count } of lists)
    kernel.add(2 * papersAt, codesAt, count, weights.byteOffset, scores.byteOffset);
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
