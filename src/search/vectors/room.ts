// The memory in which the vectors of all open segments lie, so that scans read them where they are.
// What a segment leaves when it goes is used again.
import { wordsOf } from "../segments/bytes.ts";
import type { VectorSource } from "../segments/segment-data.ts";
import { pageBytes, startKernel, writeQuery, type Kernel } from "./kernel.ts";
import { queryAt, Scan, scanBytes, type Stretch } from "./scan.ts";

/** A part of the memory, in pages. */
interface Block {
  page: number;
  pages: number;
}

/** The vectors of one segment. */
export interface Vectors {
  /** One by the length of each, as the bytes have it; 0 where there is none. */
  readonly inverseLengths: Float32Array;
  /** The dot product of one with what `VectorRoom.ask` was given. */
  dot(place: number): number;
  /** The bytes of one; good until the room's next change. */
  at(place: number): Int8Array;
  /** Puts another one there. */
  set(place: number, bytes: Int8Array, inverseLength: number): void;
  /** What a scan is told. */
  readonly stretch: Stretch;
  /** Gives the memory back. */
  leave(): void;
}

/** What of a segment is scanned. */
export interface Scanned {
  vectors: Vectors;
  /** A bit for each paper: whether it may be found; beyond the last one 0. */
  allowed: Int32Array;
}

export interface VectorRoomOptions {
  dimensions: number;
  /** Starts a thread that scans beside this one, on this memory. */
  help?: ((memory: WebAssembly.Memory) => void) | undefined;
}

/** Fewer vectors are scanned before another thread would have woken up. */
const worthHelp = 20_000;

export class VectorRoom {
  readonly dimensions: number;
  private kernel: Kernel;
  private scan: Scan;
  private free: Block[] = [];
  /** Room for those that are compared with each other. */
  private gathered: Vectors | undefined;
  private help: VectorRoomOptions["help"];

  constructor({ dimensions, help }: VectorRoomOptions) {
    this.dimensions = dimensions;
    this.kernel = startKernel(scanBytes(dimensions));
    this.scan = new Scan(this.kernel, "begins");
    this.help = help;
  }

  /** The vector that dot products are made with from now on; from -127 to 127 a number. */
  ask(vector: Int8Array): void {
    this.scan.settle();
    writeQuery(this.kernel, queryAt, vector);
  }

  /** Begins to look for the `limit` nearest of these, beside what this thread does until `finishScan`. */
  beginScan(all: readonly Scanned[], limit: number): void {
    const { kernel, dimensions } = this;
    this.scan.settle();
    const count = all.reduce((sum, { vectors }) => sum + vectors.stretch.count, 0);
    if (count > worthHelp) {
      this.help?.(kernel.memory);
      this.help = undefined;
    }
    for (const { vectors, allowed } of all) {
      const words = wordsOf(vectors.stretch.count);
      const into = new Int32Array(kernel.memory.buffer, vectors.stretch.allowed, words);
      into.set(allowed.subarray(0, words));
    }
    const stretches = all.map(({ vectors }) => vectors.stretch);
    this.scan.begin(stretches, { dimensions, limit });
  }

  finishScan(): void {
    this.scan.finish();
  }

  /**
   * Of what was scanned: the places and dot products of all that may be among the nearest, by what
   * their vectors say, and by the way of others.
   */
  eachFound({ stretch }: Vectors, found: (place: number, dot: number) => void): void {
    this.scan.eachFound(stretch, found);
  }

  /**
   * The cosines of each of these with each, row after row; 0 where one is not there. What was asked before
   * is forgotten.
   */
  compare(all: readonly { vectors: Vectors | undefined; place: number }[]): Float32Array {
    const { kernel, dimensions } = this;
    const cosines = new Float32Array(all.length ** 2);
    const { stretch, inverseLengths } = this.gather(all);
    for (let i = 0; i < all.length; i++) {
      kernel.writeQuery(queryAt, stretch.vectors + i * dimensions, dimensions);
      const values = this.scan.each({ ...stretch, count: i + 1 }, dimensions);
      for (let j = 0; j <= i; j++) {
        const cosine = values[j]! * inverseLengths[i]!;
        cosines[i * all.length + j] = cosine;
        cosines[j * all.length + i] = cosine;
      }
    }
    return cosines;
  }

  /** Copies these to where they lie one after the other. */
  private gather(all: readonly { vectors: Vectors | undefined; place: number }[]): Vectors {
    if (!this.gathered || this.gathered.stretch.count < all.length) {
      const larger = this.reserve(all.length);
      this.gathered?.leave();
      this.gathered = larger;
      const { allowed, count } = this.gathered.stretch;
      new Int32Array(this.kernel.memory.buffer, allowed, wordsOf(count)).fill(-1);
    }
    this.scan.settle();
    const { gathered } = this;
    all.forEach(({ vectors, place }, i) => {
      if (vectors) gathered.set(i, vectors.at(place), vectors.inverseLengths[place]!);
      else gathered.inverseLengths[i] = 0;
    });
    return gathered;
  }

  /** Takes the vectors of a segment in. */
  add({ count, read }: Pick<VectorSource, "count" | "read">): Vectors {
    const vectors = this.reserve(count);
    const { buffer } = this.kernel.memory;
    try {
      const bytes = new Int8Array(buffer, vectors.stretch.vectors, count * this.dimensions);
      read(bytes, vectors.inverseLengths);
    } catch (cause) {
      vectors.leave();
      throw cause;
    }
    return vectors;
  }

  /** Room for so many, which are to be set one by one; none is there until then. */
  reserve(count: number): Vectors {
    const { kernel, dimensions } = this;
    this.scan.settle();
    const lengthsAt = count * dimensions;
    const allowedAt = lengthsAt + 4 * count;
    const foundAt = allowedAt + 4 * wordsOf(count);
    const block = this.take(Math.ceil((foundAt + 8 * count + rowsBehind * dimensions) / pageBytes));
    const start = block.page * pageBytes;
    const lengths = new Float32Array(kernel.memory.buffer, start + lengthsAt, count).fill(0);
    const at = (place: number) =>
      new Int8Array(kernel.memory.buffer, start + place * dimensions, dimensions);
    return {
      inverseLengths: lengths,
      stretch: {
        vectors: start,
        inverseLengths: start + lengthsAt,
        allowed: start + allowedAt,
        found: start + foundAt,
        count,
      },
      dot: (place) => kernel.dot(queryAt, start + place * dimensions, dimensions),
      at,
      set(place, bytes, inverseLength) {
        at(place).set(bytes);
        lengths[place] = inverseLength;
      },
      leave: () => {
        this.scan.settle();
        this.giveBack(block);
      },
    };
  }

  /** Nothing is looked for here any more. */
  close(): void {
    this.scan.end();
  }

  /** The first free block that is large enough; or else the memory grows. */
  private take(pages: number): Block {
    const place = this.free.findIndex((block) => block.pages >= pages);
    const found = this.free[place];
    if (!found) return { page: this.kernel.memory.grow(pages), pages };
    const { page } = found;
    if (found.pages === pages) this.free.splice(place, 1);
    else this.free[place] = { page: page + pages, pages: found.pages - pages };
    return { page, pages };
  }

  /** Blocks side by side become one. */
  private giveBack(block: Block): void {
    const all = [...this.free, block].sort((a, b) => a.page - b.page);
    this.free = [];
    for (const { page, pages } of all) {
      const before = this.free.at(-1);
      if (before && before.page + before.pages === page) before.pages += pages;
      else this.free.push({ page, pages });
    }
  }
}

/** How many a kernel reads behind the last one, which must be memory. */
const rowsBehind = 3;
