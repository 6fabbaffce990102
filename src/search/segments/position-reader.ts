// Reads positions: of each term only the blocks of 64 papers that are asked for.
import { entryEnd, skipEvery, skipsOf } from "./positions.ts";

/** Where positions are read from. */
export interface PositionSource {
  /** Where a term's bytes begin and end. */
  find(term: number): { from: number; to: number };
  /** Fills `into` with the bytes from `from` on. */
  read(from: number, into: Uint8Array): void;
}

// Asking for bytes takes as long as copying some ten thousand. Where one part after the other is
// asked for, they grow.
const smallest = 1 << 13;
const largest = 1 << 17;

/** Reads one term after another, in memory that it keeps. */
export class PositionReader {
  /** After `find`, the paper's positions as differences, from `at` to before `end`. */
  bytes = new Uint8Array(smallest);
  at = 0;
  end = 0;
  private source: PositionSource | undefined;
  private skips = new DataView(new ArrayBuffer(4 * skipsOf(1 << 16)));
  private skipCount = 0;
  /** Where the entries of all papers begin and end in `source`. */
  private from = 0;
  private to = 0;
  /** The blocks that are in `bytes`, whole, from `firstAt` on. */
  private first = 0;
  private firstAt = 0;
  private past = 0;
  private wanted = smallest;
  /** The entry that begins at `end`, and the first that is not in its block. */
  private entry = 0;
  private entriesEnd = 0;

  /** Begins with a term that `papers` papers hold. */
  open(source: PositionSource, term: number, papers: number): void {
    const { from, to } = source.find(term);
    this.source = source;
    this.skipCount = skipsOf(papers);
    this.from = from + 4 * this.skipCount;
    this.to = to;
    this.wanted = smallest;
    const length = Math.min(to - from, this.bytes.length);
    source.read(from, this.bytes.subarray(0, length));
    new Uint8Array(this.skips.buffer).set(this.bytes.subarray(0, 4 * this.skipCount));
    this.hold(0, 4 * this.skipCount, length);
  }

  /** Finds the positions of the paper that stands `entry`th in the term's list. */
  find(entry: number): void {
    if (entry < this.entry || entry >= this.entriesEnd)
      this.findBlock(Math.floor(entry / skipEvery));
    const { bytes } = this;
    let at = this.end;
    for (let i = this.entry; i < entry; i++) {
      const length = bytes[at++]!;
      at = length < 128 ? at + length : entryEnd(bytes, at - 1);
    }
    const length = bytes[at++]!;
    this.end = at + length;
    if (length > 127) {
      this.end = entryEnd(bytes, at - 1);
      while (bytes[at - 1]! > 127) at++;
    }
    this.at = at;
    this.entry = entry + 1;
  }

  /** Goes to where a block begins. */
  private findBlock(block: number): void {
    if (block < this.first || block >= this.past) this.load(block);
    this.end = this.firstAt + this.startOf(block) - this.startOf(this.first);
    this.entry = block * skipEvery;
    this.entriesEnd = this.entry + skipEvery;
  }

  private load(block: number): void {
    const begin = this.startOf(block);
    this.wanted = block === this.past ? Math.min(2 * this.wanted, largest) : smallest;
    const length = Math.min(
      this.to - this.from - begin,
      Math.max(this.wanted, this.startOf(block + 1) - begin),
    );
    if (length > this.bytes.length) this.bytes = new Uint8Array(length);
    this.source?.read(this.from + begin, this.bytes.subarray(0, length));
    this.hold(block, 0, length);
  }

  /** Notes which blocks are whole in the first `length` bytes, the first of them at `firstAt`. */
  private hold(first: number, firstAt: number, length: number): void {
    const begin = this.startOf(first);
    let past = first;
    while (past <= this.skipCount && firstAt + this.startOf(past + 1) - begin <= length) past++;
    this.first = first;
    this.firstAt = firstAt;
    this.past = past;
    this.entriesEnd = 0;
  }

  /** Where a block begins, counted from the first; the one after the last begins at the end. */
  private startOf(block: number): number {
    if (block === 0) return 0;
    return block > this.skipCount
      ? this.to - this.from
      : this.skips.getUint32(4 * (block - 1), true);
  }
}
