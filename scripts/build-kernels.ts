// `npm run build:kernels`: makes the .wasm files beside their sources. They are kept in the
// repository, so that only who changes a source needs this.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import wabt from "wabt";

const root = join(import.meta.dirname, "..");
export const kernels = [
  "src/search/vectors/kernel",
  "src/search/retrieval/tally",
  "scripts/embedder/matmul",
].map((name) => join(root, name));

/** The bytes of a source's program. */
export async function assemble(path: string): Promise<Uint8Array> {
  const assembler = await wabt();
  const features = { simd: true, threads: true, relaxed_simd: true };
  const module = assembler.parseWat(path, await readFile(path, "utf8"), features);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const kernel of kernels) await writeFile(`${kernel}.wasm`, await assemble(`${kernel}.wat`));
}
