// What a model of the owner's choice made of papers stays with them, wherever the index moves them.
import { expect, onTestFinished, test, vi } from "vitest";
import type { IndexRequest, Meant } from "../retrieval/clause.ts";
import { inMemory, toMerge } from "../retrieval/in-memory.ts";
import { SegmentBuilder } from "../segments/builder.ts";
import { mergeSegments } from "../segments/merge.ts";
import type { SegmentData } from "../segments/segment-data.ts";
import { Meaning } from "../vectors/meaning.ts";
import { OtherVectors, type VectorBatch } from "./other-vectors.ts";
import { SegmentSet, type Kept } from "./segment-set.ts";

const dimensions = 20;

function segmentOf(...numbers: number[]): SegmentData {
  const builder = new SegmentBuilder();
  for (const number of numbers) {
    builder.add({
      number,
      // So that the order is not that of the numbers.
      day: 20_000 - number,
      title: `Gulls ${number}`,
      abstract: "",
      authors: [],
      comment: "",
      journal: "",
      identifiers: [],
      categories: [],
      source: "arxiv",
      flags: [],
    });
  }
  return builder.build();
}

/** The vector of paper 7 is all sevens. */
function batchOf(model: number, ...numbers: number[]): VectorBatch {
  return {
    model,
    dimensions,
    numbers: Uint32Array.from(numbers),
    bytes: Int8Array.from(numbers.flatMap((number) => Array.from({ length: 32 }, () => number))),
    inverseLengths: Float32Array.from(numbers, (number) => 1 / number),
  };
}

function request(meant: Meant): IndexRequest {
  return { meant, order: { by: "relevance" }, offset: 0, limit: 10, forgiving: false };
}

function begin() {
  const set = new SegmentSet();
  const others = new OtherVectors(set);
  const meaning = new Meaning();
  const keep = (file: string, data: SegmentData): Kept => {
    const segment = inMemory(data, set.names);
    others.makeRoom(segment);
    const close = () => segment.otherVectors?.leave();
    return { segment, file, removed: data.removed, close };
  };
  return {
    set,
    others,
    add: (file: string, data: SegmentData) => set.add(keep(file, data)),
    replace: (files: string[], file: string, data: SegmentData) =>
      set.replace(files, keep(file, data)),
    /** By paper: the first number of its vector; 0 where it has none. */
    vectors: () => {
      const all = set.segments.flatMap(({ columns: { numbers }, otherVectors, gone }) =>
        [...numbers].flatMap((number, place) => {
          if (gone[place >> 5]! & (1 << (place & 31))) return [];
          const isThere = otherVectors !== undefined && otherVectors.inverseLengths[place] !== 0;
          return [[number, isThere ? otherVectors.at(place)[0]! : 0] as const];
        }),
      );
      return Object.fromEntries(all);
    },
    serves: (meant: Meant) => {
      others.choose(request(meant), meaning);
      return set.segments.every(({ vectors, otherVectors }) => vectors === otherVectors);
    },
  };
}

test("vectors go along when papers are written anew and segments are merged", () => {
  const { add, replace, others, vectors } = begin();
  const [one, two] = [segmentOf(1, 2, 3, 4), segmentOf(5, 6)];
  add("a", one);
  expect(others.take(batchOf(1, 1, 2, 3, 9))).toEqual({
    missed: true,
    share: 0.75,
    isFull: false,
  });
  add("b", two);
  expect(others.take(batchOf(1, 5, 6)).missed).toBe(false);
  add("c", segmentOf(2));
  expect(vectors()).toEqual({ 1: 1, 2: 2, 3: 3, 4: 0, 5: 5, 6: 6 });
  const gone = new Uint32Array(1);
  const inputs = [one, two].map((data) => ({ data: toMerge(data), gone }));
  replace(["a", "b"], "d", mergeSegments(inputs, new Uint32Array(0)));
  expect(vectors()).toEqual({ 1: 1, 2: 2, 3: 3, 4: 0, 5: 5, 6: 6 });
});

test("the model is asked once nearly all papers have a vector of it, and never of two at once", () => {
  const { add, others, serves, vectors } = begin();
  const twenty = Array.from({ length: 20 }, (_, i) => i + 1);
  const vector = { bytes: new Int8Array(32), inverseLength: 1 };
  add("a", segmentOf(...twenty));
  others.take(batchOf(1, ...twenty.slice(2)));
  expect(serves({ words: [], vector })).toBe(false);
  others.take(batchOf(1, 2));
  expect(serves({ words: [], vector })).toBe(true);
  expect(serves({ words: [] })).toBe(false);
  expect(serves({ words: [], vector: { ...vector, bytes: new Int8Array(48) } })).toBe(false);
  expect(serves({ papers: [2, 3] })).toBe(true);
  expect(serves({ papers: [1, 3] })).toBe(false);
  others.take(batchOf(2, 1, 2));
  expect(serves({ words: [], vector })).toBe(false);
  expect(Object.values(vectors()).filter((value) => value !== 0)).toEqual([1, 2]);
});

test("where vectors have no room, ours serves, and what is looked for is put to it without one", () => {
  const { add, others, serves, vectors } = begin();
  const meaning = new Meaning();
  const vector = { bytes: new Int8Array(32), inverseLength: 1 };
  add("a", segmentOf(1, 2));
  others.take(batchOf(1, 1, 2));
  const asked = request({ words: [], vector });
  expect(others.choose(asked, meaning)).toBe(asked);
  const full = vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
    throw new RangeError("Maximum memory size exceeded");
  });
  onTestFinished(() => full.mockRestore());
  add("b", segmentOf(3));
  expect(vectors()).toEqual({ 1: 0, 2: 0, 3: 0 });
  expect(others.take(batchOf(1, 3))).toEqual({ missed: false, share: 0, isFull: true });
  expect(others.choose(asked, meaning)).toEqual(request({ words: [] }));
  full.mockRestore();
  others.take(batchOf(2, 1, 2, 3));
  expect(serves({ words: [], vector })).toBe(true);
});
