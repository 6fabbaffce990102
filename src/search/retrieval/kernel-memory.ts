// The memory in which WebAssembly goes through papers; each thread has it once. Places in it are in bytes.

const pageBytes = 65_536;
/**
 * 192 MB, of which the system gives only what is written to. It must not grow: all that looks into it
 * would look at nothing. Postings take 64 of it, and what segments keep here four to eight bytes a paper.
 */
const pages = 3072;
const leastBlock = 64;

export const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
/** Blocks that were given back, by their size, which is a power of two. */
const free = new Map<number, number[]>();
let end = 0;

/** Where so many bytes begin, until they are given back. */
export function take(bytes: number): number {
  const size = sizeOf(bytes);
  const known = freeOf(size).pop();
  if (known !== undefined) return known;
  if (end + size > pages * pageBytes) throw new RangeError("No index holds that many papers.");
  end += size;
  return end - size;
}

/** So many numbers, until they are given back. */
export function takeNumbers(count: number): Uint32Array {
  return new Uint32Array(memory.buffer, take(4 * count), count);
}

export function giveBackNumbers({ byteOffset, byteLength }: Uint32Array): void {
  freeOf(sizeOf(byteLength)).push(byteOffset);
}

function freeOf(size: number): number[] {
  let blocks = free.get(size);
  if (!blocks) free.set(size, (blocks = []));
  return blocks;
}

function sizeOf(bytes: number): number {
  return Math.max(leastBlock, 2 ** Math.ceil(Math.log2(bytes)));
}
