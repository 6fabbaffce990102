// Arithmetic of vectors in WebAssembly. Its source is kernel.wat.
import { readFileSync } from "node:fs";

/** Addresses are in bytes; `n` is how many numbers a vector has, a multiple of 16. */
export interface Kernel {
  memory: WebAssembly.Memory;
  /**
   * sum += scale * row, of float32 and of bytes, for each of `count` rows: the list has its address
   * (32 bits) and its scale (float32). Here, n is a multiple of 32.
   */
  sumRows(list: number, count: number, sum: number, n: number): void;
  /** Makes a query of a vector, from -127 to 127 a number, which may lie in the query's second half. */
  writeQuery(query: number, vector: number, n: number): void;
  /** The dot product of a query, as `writeQuery` leaves it, with a vector in bytes. */
  dot(query: number, vector: number, n: number): number;
  /**
   * Picks those of a stretch that reach `least`; see kernel.wat. `values` are float32.
   * @returns how many.
   */
  select(query: number, stretch: number, values: number, n: number, least: number): number;
}

/** How long vectors are that have fewer numbers than the kernel takes; zeros at the end change nothing. */
export function paddedLength(dimensions: number): number {
  return Math.ceil(dimensions / 16) * 16;
}

export const pageBytes = 65_536;
/** Four gigabytes: all that an address of 32 bits reaches. */
const mostPages = 65_536;

let program: WebAssembly.Module | undefined;

/** A kernel with so much memory; threads may share it, and it may grow. */
export function startKernel(bytes: number): Kernel {
  const initial = Math.ceil(bytes / pageBytes);
  return joinKernel(new WebAssembly.Memory({ initial, maximum: mostPages, shared: true }));
}

/** A kernel on memory that another thread began. */
export function joinKernel(memory: WebAssembly.Memory): Kernel {
  program ??= new WebAssembly.Module(readFileSync(new URL("./kernel.wasm", import.meta.url)));
  const { exports } = new WebAssembly.Instance(program, { env: { memory } });
  return { ...(exports as unknown as Omit<Kernel, "memory">), memory };
}

/** How many bytes a query of so many numbers takes. */
export function queryBytes(dimensions: number): number {
  return 2 * dimensions + 16;
}

/** Writes a vector, from -127 to 127 a number, in the way in which kernels read a query. */
export function writeQuery(kernel: Kernel, query: number, vector: Int8Array): void {
  const { length } = vector;
  new Int8Array(kernel.memory.buffer, query + length, length).set(vector);
  kernel.writeQuery(query, query + length, length);
}
