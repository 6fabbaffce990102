// The memory in which the vectors of all open segments lie, so that one scan reads them where they
// are. What a segment leaves when it goes is used again.
import { pageBytes, startKernel, type Kernel } from "./kernel.ts";

/** So many vectors are scanned at once, at most. */
const mostScanned = 65_536;

/** A part of the memory, in pages. */
interface Block {
  page: number;
  pages: number;
}

/** The vectors of one segment. */
export interface Vectors {
  /** One by the length of each, as the bytes have it; 0 where there is none. */
  readonly inverseLengths: Float32Array;
  /** Dot products with what `VectorRoom.ask` was given, of `count` vectors from `from` on. */
  dots(from: number, count: number): Int32Array;
  /** The bytes of one; good until the room's next change. */
  at(place: number): Int8Array;
  /** Gives the memory back. */
  leave(): void;
}

export class VectorRoom {
  readonly dimensions: number;
  private kernel: Kernel;
  private query: number;
  private out: number;
  private free: Block[] = [];

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.query = 0;
    this.out = 2 * dimensions;
    this.kernel = startKernel(this.out + 4 * mostScanned);
  }

  /** The vector that dot products are made with from now on. */
  ask(vector: Int8Array): void {
    new Int16Array(this.kernel.memory.buffer, this.query, this.dimensions).set(vector);
  }

  /** Takes the vectors of a segment in; `bytes` hold one after the other. */
  add(bytes: Int8Array, inverseLengths: Float32Array): Vectors {
    const { kernel, dimensions, query, out } = this;
    const block = this.take(Math.ceil(bytes.length / pageBytes));
    const start = block.page * pageBytes;
    new Int8Array(kernel.memory.buffer, start, bytes.length).set(bytes);
    return {
      inverseLengths,
      dots(from, count) {
        kernel.dots(query, start + from * dimensions, out, count, dimensions);
        return new Int32Array(kernel.memory.buffer, out, count);
      },
      at: (place) => new Int8Array(kernel.memory.buffer, start + place * dimensions, dimensions),
      leave: () => this.giveBack(block),
    };
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
