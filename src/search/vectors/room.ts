// The memory in which the vectors of all open segments lie, so that scans read them where they are.
// What a segment leaves when it goes is used again.
import { pageBytes, startKernel, type Kernel } from "./kernel.ts";
import { controlBytes, Scan, type Stretch } from "./scan.ts";

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
  /** Those of all, after a scan. */
  scanned(): Int32Array;
  /** The bytes of one; good until the room's next change. */
  at(place: number): Int8Array;
  /** What a scan is told. */
  readonly stretch: Stretch;
  /** Gives the memory back. */
  leave(): void;
}

export interface VectorRoomOptions {
  dimensions: number;
  /** Starts a thread that scans beside this one, on this memory. */
  help?: ((data: { memory: WebAssembly.Memory; query: number }) => void) | undefined;
}

/** Fewer vectors are scanned before another thread would have woken up. */
const worthHelp = 20_000;

export class VectorRoom {
  readonly dimensions: number;
  private kernel: Kernel;
  private scan: Scan;
  private query = controlBytes;
  private single: number;
  private free: Block[] = [];
  private help: VectorRoomOptions["help"];

  constructor({ dimensions, help }: VectorRoomOptions) {
    this.dimensions = dimensions;
    this.single = this.query + 2 * dimensions;
    this.kernel = startKernel(this.single + 4);
    this.scan = new Scan(this.kernel, this.query);
    this.help = help;
  }

  /** The vector that dot products are made with from now on. */
  ask(vector: Int8Array): void {
    new Int16Array(this.kernel.memory.buffer, this.query, this.dimensions).set(vector);
  }

  /** Begins to scan these, beside what this thread does until `finishScan`. */
  beginScan(all: readonly Vectors[]): void {
    const count = all.reduce((sum, { stretch }) => sum + stretch.count, 0);
    if (count > worthHelp) {
      this.help?.({ memory: this.kernel.memory, query: this.query });
      this.help = undefined;
    }
    this.scan.begin(
      all.map(({ stretch }) => stretch),
      this.dimensions,
    );
  }

  finishScan(): void {
    this.scan.finish();
  }

  /** Takes the vectors of a segment in; `bytes` hold one after the other. */
  add(bytes: Int8Array, inverseLengths: Float32Array): Vectors {
    const { kernel, dimensions, query, single } = this;
    const count = bytes.length / dimensions;
    this.scan.settle();
    const block = this.take(Math.ceil((bytes.length + 4 * count) / pageBytes));
    const start = block.page * pageBytes;
    const out = start + bytes.length;
    new Int8Array(kernel.memory.buffer, start, bytes.length).set(bytes);
    return {
      inverseLengths,
      stretch: { vectors: start, out, count },
      dot(place) {
        kernel.dots(query, start + place * dimensions, single, 1, dimensions);
        return new Int32Array(kernel.memory.buffer, single, 1)[0]!;
      },
      scanned: () => new Int32Array(kernel.memory.buffer, out, count),
      at: (place) => new Int8Array(kernel.memory.buffer, start + place * dimensions, dimensions),
      leave: () => {
        this.scan.settle();
        this.giveBack(block);
      },
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
