// The papers that hold a term, read from the file once somebody looks at them. They lie where WebAssembly
// can go through them, in a room that is filled round and round: what was pushed out is read again.
import { memory, take } from "./kernel-memory.ts";
import type { List } from "./lists.ts";

/** Fills `into` with the bytes of a segment's postings from `from` on. */
export type PostingSource = (from: number, into: Uint8Array) => void;

interface Where {
  term: number;
  /** Where it begins, in bytes, and how many papers it holds; see `SegmentData.postingStarts`. */
  from: number;
  count: number;
}

/**
 * In bytes. What was read stays good until all of this was filled again: a list has 192 KB at most, and
 * no more than some hundred are gone through side by side, for a phrase.
 */
const roomBytes = 1 << 26;
const roomAt = take(roomBytes);
const roomEnd = roomAt + roomBytes;
const papers = new Uint16Array(memory.buffer);
const codes = new Uint8Array(memory.buffer);
/** Where there is room for the next, and how often that has come to the end. */
let next = roomAt;
let round = 0;
const never = -2;

export class Postings implements List {
  readonly papers = papers;
  readonly codes = codes;
  readonly term: number;
  readonly count: number;
  private source: PostingSource;
  private from: number;
  /** Where in the room it lies, and in which round it was read. */
  private at = 0;
  private since = never;

  constructor(source: PostingSource, { term, from, count }: Where) {
    this.source = source;
    this.term = term;
    this.from = from;
    this.count = count;
  }

  get papersAt(): number {
    const isThere = this.since === round || (this.since === round - 1 && this.at >= next);
    if (!isThere) this.read();
    return this.at / 2;
  }

  get codesAt(): number {
    return 2 * (this.papersAt + this.count);
  }

  private read(): void {
    const bytes = 3 * this.count;
    if (next + bytes > roomEnd) {
      next = roomAt;
      round++;
    }
    const at = next;
    // Should reading fail half way, what lay there is pushed out nevertheless.
    next += bytes + (bytes % 2);
    this.since = never;
    this.source(this.from, codes.subarray(at, at + bytes));
    this.at = at;
    this.since = round;
  }
}
