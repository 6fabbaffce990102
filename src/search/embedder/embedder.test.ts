import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { contentTerms } from "./content-terms.ts";
import { Embedder, shippedModel } from "./embedder.ts";
import { readModelName } from "./model-file.ts";

const embedder = new Embedder();

function embed(text: string): Float32Array {
  const counts = new Map<string, number>();
  contentTerms(text, (term) => counts.set(term, (counts.get(term) ?? 0) + 1));
  for (const [term, times] of counts) embedder.add(embedder.rowsOf(term), times);
  const bytes = new Int8Array(embedder.dimensions);
  const inverseLength = embedder.take(bytes);
  return Float32Array.from(bytes, (value) => value * inverseLength);
}

function likeness(a: string, b: string): number {
  const other = embed(b);
  return embed(a).reduce((sum, value, i) => sum + value * other[i]!, 0);
}

test.each([
  ["cosmology simulations", "dark matter halos in dwarf galaxies", "random regular graphs"],
  ["speech recognition", "transcribing what people say to a telephone", "proving theorems"],
  ["protein folding", "the structure of amino acid chains", "traffic in cities"],
  ["graph eigenvalues", "spectral gap of the adjacency matrix", "black holes"],
])("%j is nearer to %j than to %j", (query, near, far) => {
  expect(likeness(query, near)).toBeGreaterThan(likeness(query, far) + 0.05);
});

test("a text is like itself, and one without words is like nothing", () => {
  expect(likeness("graph neural networks", "graph neural networks")).toBeCloseTo(1, 5);
  expect(likeness("graph neural networks", "of the and 12 3.5")).toBe(0);
});

test("no word is unknown, and near spellings of one that nobody used are near", () => {
  expect(likeness("zorgblaxity", "zorgblaxity")).toBeCloseTo(1, 5);
  expect(likeness("zorgblaxity", "zorgblaxities")).toBeGreaterThan(
    likeness("zorgblaxity", "qwerfulonic") + 0.2,
  );
});

test("an acronym typed in small letters is read as what papers hold most", () => {
  expect(embedder.rowsOf("gan", "GAN")).toEqual(embedder.rowsOf("GAN"));
});

/** The rows are the last of the file; its name says what they must be. */
function crcOfRows(file: Buffer): string {
  const { words, buckets, dimensions } = JSON.parse(
    file.toString("utf8", 16, 16 + file.readUInt32LE(8)),
  ) as Record<string, number>;
  return crc32(file.subarray(-(words! + buckets!) * dimensions!))
    .toString(16)
    .padStart(8, "0");
}

test("a damaged model is refused, and its name tells one from another", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-"));
  const file = readFileSync(shippedModel);
  const damaged = join(folder, "damaged.bin");
  writeFileSync(damaged, file.with(5000, file[5000]! ^ 1));
  expect(() => new Embedder(damaged)).toThrow("is damaged");
  expect(crcOfRows(file)).toBe(embedder.name.split(" ").at(-1));
  writeFileSync(damaged, file.subarray(0, 1000));
  expect(() => readModelName(damaged)).not.toThrow();
  expect(() => new Embedder(damaged)).toThrow("is damaged");
  writeFileSync(damaged, "no model");
  expect(() => readModelName(damaged)).toThrow("is damaged");
  expect(readModelName(shippedModel)).toBe(embedder.name);
});

test("of a text of thousands of strange words each counts", () => {
  const words = Array.from({ length: 3000 }, (_, i) => `zorg${i.toString(36)}blax`);
  expect(likeness(words.join(" "), words.toReversed().join(" "))).toBeGreaterThan(0.999);
});
