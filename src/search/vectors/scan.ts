// A scan of vectors by two threads: who is free takes the next segment. The thread that searches
// begins it, does what else there is to do, then joins in and waits for the end. They meet in the
// memory where the vectors lie.
import type { Kernel } from "./kernel.ts";

/** The vectors of one segment, and where their dot products go; addresses in bytes. */
export interface Stretch {
  vectors: number;
  out: number;
  count: number;
}

// In numbers of 32 bits, from where the control begins.
const generation = 0;
const total = 1;
const next = 2;
const done = 3;
const dimensionsAt = 4;
const firstStretch = 8;
const mostStretches = 8192;
/** What is next is told together with the scan that it belongs to. */
const placeBits = 14;
const mostScans = 1 << (31 - placeBits);

/** How much memory the control takes, the query behind it aside. */
export const controlBytes = 4 * (firstStretch + 3 * mostStretches);

/** One side of a scan, whichever. */
export class Scan {
  private kernel: Kernel;
  private query: number;
  private isOpen = false;

  /** @param query where it lies, in 16 bits a number. */
  constructor(kernel: Kernel, query: number) {
    this.kernel = kernel;
    this.query = query;
  }

  begin(stretches: readonly Stretch[], dimensions: number): void {
    this.settle();
    this.isOpen = true;
    const control = this.control();
    const scan = (Atomics.load(control, generation) + 1) % mostScans;
    // In this order: see `take`.
    Atomics.store(control, generation, scan);
    const taken = stretches.slice(0, mostStretches);
    taken.forEach(({ vectors, out, count }, i) => {
      control.set([vectors, out, count], firstStretch + 3 * i);
    });
    control[dimensionsAt] = dimensions;
    Atomics.store(control, done, 0);
    Atomics.store(control, total, taken.length);
    Atomics.store(control, next, scan << placeBits);
    Atomics.notify(control, generation);
  }

  /** Joins in until nothing is left to take. */
  private join(): void {
    const control = this.control();
    const { kernel, query } = this;
    for (;;) {
      const i = take(control);
      if (i === undefined) return;
      const at = firstStretch + 3 * i;
      kernel.dots(query, control[at]!, control[at + 1]!, control[at + 2]!, control[dimensionsAt]!);
      Atomics.add(control, done, 1);
      Atomics.notify(control, done);
    }
  }

  /** Joins in, and waits for what the other side has taken. */
  finish(): void {
    this.join();
    const control = this.control();
    for (;;) {
      const ready = Atomics.load(control, done);
      if (ready >= control[total]!) break;
      Atomics.wait(control, done, ready);
    }
    this.isOpen = false;
  }

  /** Ends a scan that was given up half way: it must not meddle with what comes next. */
  settle(): void {
    if (this.isOpen) this.finish();
  }

  /** Serves one scan after another, for as long as the thread lives. */
  serve(): never {
    for (;;) {
      const control = this.control();
      const seen = Atomics.load(control, generation);
      this.join();
      Atomics.wait(control, generation, seen);
    }
  }

  /** Memory that grew is another buffer. */
  private control(): Int32Array {
    return new Int32Array(this.kernel.memory.buffer, 0, controlBytes / 4);
  }
}

/**
 * The next stretch that nobody has taken. A thread that comes late takes a ticket of a scan that is
 * over; the total being read before the generation, it cannot take it for one of the next.
 */
function take(control: Int32Array): number | undefined {
  const ticket = Atomics.add(control, next, 1);
  const i = ticket & ((1 << placeBits) - 1);
  const isThere = i < Atomics.load(control, total);
  const isNow = ticket >>> placeBits === Atomics.load(control, generation);
  return isThere && isNow ? i : undefined;
}
