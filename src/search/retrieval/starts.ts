// Where in one paper a phrase may begin, by those of its words that have been looked at.
import { inAbstract, inTitle } from "../segments/impact.ts";
import type { PositionReader } from "../segments/position-reader.ts";

// Positions are 16 bits wide.
export const mostStarts = 1 << 16;

/** How a word's positions tell where the phrase begins: without the last `shift` bits, less `offset`. */
export interface Shape {
  shift: number;
  offset: number;
}

/** In order, each once. */
export class Starts {
  length = 0;
  private values = new Int32Array(mostStarts);

  /** Adds where it would begin by the positions of a word. */
  add({ bytes, at, end }: PositionReader, { shift, offset }: Shape): void {
    const { values } = this;
    let { length } = this;
    let position = 0;
    let last = -mostStarts;
    while (at < end && length < mostStarts) {
      let byte = bytes[at++]!;
      position += byte & 127;
      for (let more = 7; byte > 127; more += 7) {
        byte = bytes[at++]!;
        position += (byte & 127) << more;
      }
      const start = (position >> shift) - offset;
      if (start !== last) values[length++] = start;
      last = start;
    }
    this.length = length;
  }

  /** As `add`, of those that are in `others` too; not more than `most`. */
  addShared(
    others: Starts,
    { bytes, at, end }: PositionReader,
    { shift, offset }: Shape,
    most: number,
  ): void {
    const { values } = this;
    let { length } = this;
    let position = 0;
    let other = 0;
    while (at < end && length < most) {
      let byte = bytes[at++]!;
      position += byte & 127;
      for (let more = 7; byte > 127; more += 7) {
        byte = bytes[at++]!;
        position += (byte & 127) << more;
      }
      const start = (position >> shift) - offset;
      while (other < others.length && others.values[other]! < start) other++;
      if (other === others.length) break;
      // Positions in one name come as one.
      if (others.values[other] === start) values[length++] = others.values[other++]!;
    }
    this.length = length;
  }

  /** Puts what several keys have added in order. */
  tidy(): void {
    const { values } = this;
    values.subarray(0, this.length).sort();
    let kept = 0;
    for (let i = 0; i < this.length; i++)
      if (kept === 0 || values[i] !== values[kept - 1]) values[kept++] = values[i]!;
    this.length = kept;
  }

  /** Whether any is in one of the fields. */
  isIn(fields: number, titleLength: number): boolean {
    for (let i = 0; i < this.length; i++)
      if ((this.values[i]! < titleLength ? inTitle : inAbstract) & fields) return true;
    return false;
  }
}
