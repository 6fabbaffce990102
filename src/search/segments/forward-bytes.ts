// Bytes that are read from front to back, a window of them at a time.
import { forget } from "./bytes.ts";

const windowBytes = 1 << 18;

export class ForwardBytes {
  /** What is at hand. */
  bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  private read: (from: number, into: Uint8Array) => void;
  private begin = 0;
  private end = 0;

  /**
   * @param length how many there are in all.
   * @param read writes those from a place on to where they are wanted.
   * @param window how many are at hand; more where more are asked for at once.
   */
  constructor(
    length: number,
    read: (from: number, into: Uint8Array) => void,
    window: number = windowBytes,
  ) {
    this.length = length;
    this.read = read;
    this.bytes = new Uint8Array(Math.min(length, window));
  }

  /**
   * Has those from `from` to before `to` at hand, and those before no longer; `from` never goes back.
   * @returns where in `bytes` they begin, until it is called again.
   */
  reach(from: number, to: number): number {
    if (to > this.end) this.fill(from, to);
    return from - this.begin;
  }

  private fill(from: number, to: number): void {
    const kept = this.bytes.subarray(from - this.begin, this.end - this.begin);
    const had = kept.length;
    const room = to - from > this.bytes.length ? new Uint8Array(to - from) : this.bytes;
    room.set(kept);
    if (room !== this.bytes) forget([this.bytes.buffer]);
    this.bytes = room;
    this.begin = from;
    this.end = Math.min(this.length, from + room.length);
    this.read(from + had, room.subarray(had, this.end - from));
  }
}
