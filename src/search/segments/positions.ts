// Where in a paper a term stands. Of a term: for every 64th paper after the first, where its entry
// begins (32 bits, counted from the first entry); then of each paper how many bytes follow, so that
// it can be left out in one step, and the differences of its positions. Read from disk only for
// phrases; see position-reader.ts.
import { ByteWriter } from "./bytes.ts";

export const skipEvery = 64;

/** Room between title and abstract, which no phrase crosses. */
export const gap = 4;

/** Positions of one author's name lie within one such room: `position >> 4` tells names apart. */
export const roomOfName = 16;

export function skipsOf(papers: number): number {
  return papers <= skipEvery ? 0 : Math.ceil(papers / skipEvery) - 1;
}

/** Past the entry of one paper. */
export function entryEnd(bytes: Uint8Array, at: number): number {
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!;
    length |= (byte & 127) << shift;
    if (byte < 128) return at + length;
  }
}

/** Writes the positions of one term after another. */
export class PositionWriter {
  readonly out: ByteWriter;
  private view: DataView;
  private table = 0;
  private base = 0;
  private entry = 0;

  /** @param room in bytes; it grows. */
  constructor(room = 1 << 10) {
    this.out = new ByteWriter(room);
    this.view = new DataView(this.out.bytes.buffer);
  }

  /** Begins a term that `papers` papers hold. */
  begin(papers: number): void {
    const room = 4 * skipsOf(papers);
    this.out.reserve(room);
    this.table = this.out.length;
    this.out.length += room;
    this.base = this.out.length;
    this.entry = 0;
  }

  /** Writes the entry of the next paper: the positions from `from` to before `to`, in order. */
  add(positions: Uint16Array, from: number, to: number): void {
    this.next();
    const { out } = this;
    let length = 0;
    for (let i = from, last = 0; i < to; last = positions[i++]!)
      length += varintLength(positions[i]! - last);
    out.varint(length);
    for (let i = from, last = 0; i < to; last = positions[i++]!) out.varint(positions[i]! - last);
  }

  /** Notes where the next paper's entry begins; call it before copying one into `out`. */
  next(): void {
    if (this.entry > 0 && this.entry % skipEvery === 0) {
      if (this.view.buffer !== this.out.bytes.buffer)
        this.view = new DataView(this.out.bytes.buffer);
      this.view.setUint32(
        this.table + 4 * (this.entry / skipEvery - 1),
        this.out.length - this.base,
        true,
      );
    }
    this.entry++;
  }
}

/** In bytes, of a number below 2²¹. */
function varintLength(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : 3;
}
