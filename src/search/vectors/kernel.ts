// Arithmetic of vectors in WebAssembly, on memory of its own. Its source is kernel.wat.
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

let program: WebAssembly.Module | undefined;

/** A kernel with so much memory, which may grow. */
export function startKernel(bytes: number): Kernel {
  program ??= new WebAssembly.Module(readFileSync(new URL("./kernel.wasm", import.meta.url)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const { exports } = new WebAssembly.Instance(program, { env: { memory } });
  return { ...(exports as unknown as Omit<Kernel, "memory">), memory };
}
