// A scan of vectors by two threads: who is free takes the next stretch. The thread that searches
// begins it, does what else there is to do, then joins in and waits for the end. They meet in the
// memory where the vectors lie. Only what may be among the best is written down: what was found so
// far says what must be reached, and both threads tell each other.
import { Bar } from "./bar.ts";
import { queryBytes, type Kernel } from "./kernel.ts";

/** Vectors that lie one after the other, and what belongs to them; addresses in bytes. */
export interface Stretch {
  vectors: number;
  /** One by the length of each, float32. */
  inverseLengths: number;
  /** A bit for each: whether it may be found. */
  allowed: number;
  /** Room for the place and the dot product of each, two numbers of 32 bits. */
  found: number;
  count: number;
}

interface Wanted {
  dimensions: number;
  /** How many of the best. */
  limit: number;
}

/** So many vectors are taken at once: few enough that neither thread waits for long. */
const taken = 4096;

// In numbers of 32 bits, from where the control begins.
const generation = 0;
const ended = -1;
const total = 1;
const next = 2;
const done = 3;
const dimensionsAt = 4;
const limitAt = 5;
/** What values must reach, float32. */
const barAt = 6;
const firstStretch = 8;
/** As the kernel reads it: a `Stretch`, and how many were found. */
const stretchSize = 6;
const foundCountAt = 5;
const mostStretches = 8192;
/** What is next is told together with the scan that it belongs to. */
const placeBits = 14;
const placeMask = (1 << placeBits) - 1;
const mostScans = 1 << (31 - placeBits);
const firstValue = firstStretch + stretchSize * mostStretches;

/** Where the query lies, in bytes; see `writeQuery`. */
export const queryAt = 4 * (firstValue + 2 * taken);

/** How much memory of vectors is taken by scanning them. */
export function scanBytes(dimensions: number): number {
  return queryAt + queryBytes(dimensions);
}

/** Values below what must be reached are not looked at; those of papers without a vector are 0. */
const leastValue = 2 ** -149;
/** Values are rounded: what falls short by so little may be among the best. */
const tolerance = 1 - 2 ** -22;

/** One side of a scan, whichever. */
export class Scan {
  private kernel: Kernel;
  /** Where its values go, in bytes: each side has a place of its own. */
  private valuesAt: number;
  private isOpen = false;
  /** Where those taken of each stretch begin. */
  private begun = new Map<Stretch, { first: number; end: number }>();

  constructor(kernel: Kernel, side: "begins" | "helps") {
    this.kernel = kernel;
    this.valuesAt = 4 * (firstValue + (side === "begins" ? 0 : taken));
  }

  begin(stretches: readonly Stretch[], { dimensions, limit }: Wanted): void {
    this.settle();
    this.isOpen = true;
    const control = this.control();
    const scan = (Atomics.load(control, generation) + 1) % mostScans;
    // In this order: see `take`.
    Atomics.store(control, generation, scan);
    this.begun.clear();
    let count = 0;
    for (const stretch of stretches) {
      const first = count;
      for (let from = 0; from < stretch.count && count < mostStretches; from += taken)
        control.set(part(stretch, from, dimensions), firstStretch + stretchSize * count++);
      this.begun.set(stretch, { first, end: count });
    }
    control[dimensionsAt] = dimensions;
    control[limitAt] = limit;
    this.bar()[0] = leastValue;
    Atomics.store(control, done, 0);
    Atomics.store(control, total, count);
    Atomics.store(control, next, scan << placeBits);
    Atomics.notify(control, generation);
  }

  /** Joins in until nothing is left to take. */
  private join(): void {
    const control = this.control();
    const shared = this.bar();
    let scan = -1;
    let bar = new Bar(1);
    for (;;) {
      const ticket = take(control);
      if (ticket === undefined) return;
      if (ticket >>> placeBits !== scan) {
        scan = ticket >>> placeBits;
        bar = new Bar(control[limitAt]!);
      }
      this.select(control, ticket & placeMask, shared[0]!, bar);
      // Should the other thread write a lower one just now, only more is written down.
      shared[0] = Math.max(shared[0]!, bar.height * tolerance);
      Atomics.add(control, done, 1);
      Atomics.notify(control, done);
    }
  }

  private select(control: Int32Array, i: number, least: number, bar: Bar): void {
    const { kernel, valuesAt } = this;
    const stretch = 4 * (firstStretch + stretchSize * i);
    const dimensions = control[dimensionsAt]!;
    const count = kernel.select(queryAt, stretch, valuesAt, dimensions, least);
    const values = new Float32Array(control.buffer, valuesAt, count);
    for (let k = 0; k < count; k++) bar.offer(values[k]!);
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

  /**
   * After it: places and dot products of what may be among the best, and of others by the way. The
   * last taken come first, since by then most others were told apart.
   */
  eachFound(stretch: Stretch, found: (place: number, dot: number) => void): void {
    const control = this.control();
    const { first, end } = this.begun.get(stretch) ?? { first: 0, end: 0 };
    for (let i = end - 1; i >= first; i--) {
      const count = control[firstStretch + stretchSize * i + foundCountAt]!;
      const from = (i - first) * taken;
      const pairs = new Int32Array(control.buffer, stretch.found + 8 * from, 2 * count);
      for (let k = 0; k < pairs.length; k += 2) found(from + pairs[k]!, pairs[k + 1]!);
    }
  }

  /**
   * The dot product of the query with each vector of a stretch, `taken` at most, times one by the vector's
   * length; good until the next call. The stretch must allow all, and no scan may be open.
   */
  each(stretch: Stretch, dimensions: number): Float32Array {
    this.begun.clear();
    const { kernel, valuesAt } = this;
    this.control().set(part(stretch, 0, dimensions), firstStretch);
    // The kernel takes four at a time: what it says of rows behind the last one is left out.
    kernel.select(queryAt, 4 * firstStretch, valuesAt, dimensions, -Infinity);
    return new Float32Array(kernel.memory.buffer, valuesAt, stretch.count);
  }

  /** Ends a scan that was given up half way: it must not meddle with what comes next. */
  settle(): void {
    if (this.isOpen) this.finish();
  }

  /** There will be no other scan: the side that helps is done. */
  end(): void {
    this.settle();
    const control = this.control();
    Atomics.store(control, generation, ended);
    Atomics.notify(control, generation);
  }

  /** Serves one scan after another, until there will be none. */
  serve(): void {
    for (;;) {
      const control = this.control();
      const seen = Atomics.load(control, generation);
      if (seen === ended) return;
      this.join();
      Atomics.wait(control, generation, seen);
    }
  }

  // Memory that grew is another buffer, of which the other thread may learn late: it reads only what
  // lies at the beginning.

  private control(): Int32Array {
    return new Int32Array(this.kernel.memory.buffer, 0, queryAt / 4);
  }

  private bar(): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, 4 * barAt, 1);
  }
}

/** From a place on, as the kernel reads it. */
function part(
  { vectors, inverseLengths, allowed, found, count }: Stretch,
  from: number,
  dimensions: number,
): number[] {
  return [
    vectors + from * dimensions,
    inverseLengths + 4 * from,
    allowed + from / 8,
    found + 8 * from,
    Math.min(taken, count - from),
    0,
  ];
}

/**
 * The next that nobody has taken, together with the scan. A thread that comes late takes a ticket of
 * a scan that is over; the total being read before the generation, it cannot take it for one of the
 * next.
 */
function take(control: Int32Array): number | undefined {
  const ticket = Atomics.add(control, next, 1);
  const isThere = (ticket & placeMask) < Atomics.load(control, total);
  const isNow = ticket >>> placeBits === Atomics.load(control, generation);
  return isThere && isNow ? ticket : undefined;
}
