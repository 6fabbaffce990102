// Arithmetic of vectors in WebAssembly. Its source is kernel.wat.
import { readFileSync } from "node:fs";

/** Addresses are in bytes; `n` is how many numbers a vector has, a multiple of 16. */
export interface Kernel {
  memory: WebAssembly.Memory;
  /** sum += scale * row, of float32 and of bytes. */
  addRow(sum: number, row: number, scale: number, n: number): void;
  /** Dot products of a query in 16 bits with `count` vectors in bytes; `out` are int32. */
  dots(query: number, vectors: number, out: number, count: number, n: number): void;
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
