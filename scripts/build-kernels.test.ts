import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { assemble, kernels } from "./build-kernels.ts";

test.each(kernels)("%s.wasm is what its source says", async (kernel) => {
  const built = Buffer.from(await assemble(`${kernel}.wat`));
  expect(built.equals(await readFile(`${kernel}.wasm`))).toBe(true);
});
