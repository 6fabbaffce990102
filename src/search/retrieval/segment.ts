// An open segment: its columns and the terms in memory, postings and positions where they are.
import { Dictionary } from "../segments/dictionary.ts";
import type { PositionSource } from "../segments/position-reader.ts";
import { papersIn, type PaperColumns, type SegmentData } from "../segments/segment-data.ts";
import type { Vectors } from "../vectors/room.ts";
import { SegmentFacets, type FacetNames } from "./facets.ts";
import { Postings, type PostingSource } from "./postings.ts";
import { wordsOf } from "../segments/bytes.ts";

/** The entries of the terms that say most about a paper, see signatures.ts; good until the next call. */
export type SignatureSource = (paper: number) => Uint32Array;

interface Sources {
  postings: PostingSource;
  positions: PositionSource;
  signatures: SignatureSource;
  /** Asked once somebody searches by meaning; none where another model made them than the one in use. */
  vectors?: (() => Vectors | undefined) | undefined;
}

/** Of terms that were looked for. */
const mostKnown = 1000;

export class Segment {
  readonly count: number;
  readonly columns: Pick<PaperColumns, "numbers" | "days" | "lengths" | "titleLengths">;
  readonly dictionary: Dictionary;
  readonly positions: PositionSource;
  readonly signatures: SignatureSource;
  /** Bit by paper: replaced or removed since. */
  readonly gone: Uint32Array;
  goneCount = 0;
  /** The months of the papers in order, counted from January 1970, and where each ends. */
  readonly months: readonly { month: number; end: number }[];
  readonly facets: SegmentFacets;
  /** What its papers are about, as a model of the owner's choice has it. */
  otherVectors: Vectors | undefined;
  /** Whether that one is asked at the moment. */
  asksOther = false;
  private own: Vectors | undefined;
  private takeVectors: () => Vectors | undefined;
  private postings: PostingSource;
  private known = new Map<number, Postings>();
  /** See `SegmentData.postingStarts`. */
  private starts: Uint32Array;
  private byNumber: Uint16Array | undefined;

  constructor(
    data: Pick<SegmentData, "columns" | "dictionary" | "postingStarts">,
    names: FacetNames,
    { postings, positions, signatures, vectors = () => undefined }: Sources,
  ) {
    const { numbers, days, lengths, titleLengths, profileOf, profiles } = data.columns;
    this.columns = { numbers, days, lengths, titleLengths };
    this.count = numbers.length;
    this.dictionary = new Dictionary(data.dictionary);
    this.starts = data.postingStarts;
    this.postings = postings;
    this.positions = positions;
    this.signatures = signatures;
    this.gone = new Uint32Array(wordsOf(this.count));
    this.facets = new SegmentFacets(profileOf, profiles, names);
    this.months = monthsOf(days);
    this.takeVectors = vectors;
  }

  /** What its papers are about, as our own model has it. */
  get ownVectors(): Vectors | undefined {
    return (this.own ??= this.takeVectors());
  }

  /** As the model has it that is asked at the moment. */
  get vectors(): Vectors | undefined {
    return this.asksOther ? this.otherVectors : this.ownVectors;
  }

  /** Gives back what it holds of memory that all segments share. */
  leave(): void {
    this.facets.leave();
    this.own?.leave();
    this.otherVectors?.leave();
  }

  /** What a term, from `encodeTerm`, is held by. */
  find(wanted: Uint8Array): Postings | undefined {
    const term = this.dictionary.find(wanted);
    if (term < 0) return undefined;
    const known = this.known.get(term);
    if (known) return known;
    const from = this.starts[term]!;
    const count = papersIn(this.starts[term + 1]! - from);
    const found = new Postings(this.postings, { term, from: 2 * from, count });
    if (this.known.size === mostKnown) this.known.clear();
    this.known.set(term, found);
    return found;
  }

  /** The first place whose paper is of `day` or later. */
  placeOfDay(day: number): number {
    const { days } = this.columns;
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls `found` for each of the catalogue's numbers, which must be in order, that is here. */
  placesOf(numbers: Uint32Array, found: (place: number, index: number) => void): void {
    const here = this.columns.numbers;
    this.byNumber ??= sortedByNumber(here);
    const { byNumber } = this;
    let low = 0;
    for (let i = 0; i < numbers.length && low < byNumber.length; i++) {
      const wanted = numbers[i]!;
      let step = 1;
      let high = low;
      while (high < byNumber.length && here[byNumber[high]!]! < wanted) {
        low = high + 1;
        high += step;
        step *= 2;
      }
      high = Math.min(high, byNumber.length);
      while (low < high) {
        const middle = (low + high) >> 1;
        if (here[byNumber[middle]!]! < wanted) low = middle + 1;
        else high = middle;
      }
      if (low < byNumber.length && here[byNumber[low]!] === wanted) found(byNumber[low]!, i);
    }
  }

  /** Marks a paper, by its place, as no longer there. */
  remove(paper: number): void {
    if (this.isGone(paper)) return;
    this.gone[paper >> 5]! |= 1 << (paper & 31);
    this.goneCount++;
  }

  /** All papers count again. */
  restore(): void {
    this.gone.fill(0);
    this.goneCount = 0;
  }

  isGone(paper: number): boolean {
    return (this.gone[paper >> 5]! & (1 << (paper & 31))) !== 0;
  }
}

/**
 * Places in order of their papers' numbers: two bytes a paper, where a Map would take forty. Sorted
 * by the lower half of the numbers' bits, then by the upper: the first search that needs it waits.
 */
function sortedByNumber(numbers: Uint32Array): Uint16Array {
  const places = new Uint16Array(numbers.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  return sortedByHalf(sortedByHalf(places, numbers, 0), numbers, 16);
}

/** By 16 bits of their numbers from `shift` on; those that are equal stay in their order. */
function sortedByHalf(places: Uint16Array, numbers: Uint32Array, shift: number): Uint16Array {
  const starts = new Uint32Array((1 << 16) + 1);
  for (let i = 0; i < places.length; i++)
    starts[((numbers[places[i]!]! >>> shift) & 0xffff) + 1]!++;
  for (let key = 0; key < 1 << 16; key++) starts[key + 1]! += starts[key]!;
  const sorted = new Uint16Array(places.length);
  for (let i = 0; i < places.length; i++)
    sorted[starts[(numbers[places[i]!]! >>> shift) & 0xffff]!++] = places[i]!;
  return sorted;
}

function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function monthsOf(days: Uint16Array): { month: number; end: number }[] {
  const months: { month: number; end: number }[] = [];
  let from = 0;
  while (from < days.length) {
    const month = monthOfDay(days[from]!);
    let end = from + 1;
    // Many papers share a day; only a new day may begin a new month.
    while (end < days.length && (days[end] === days[end - 1] || monthOfDay(days[end]!) === month))
      end++;
    months.push({ month, end });
    from = end;
  }
  return months;
}
