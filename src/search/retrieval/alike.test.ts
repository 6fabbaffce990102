import { expect, test } from "vitest";
import { SegmentBuilder } from "../segments/builder.ts";
import type { PaperToIndex } from "../segments/paper-text.ts";
import { Meaning } from "../vectors/meaning.ts";
import { similarityMatrix } from "./alike.ts";
import { inMemory } from "./in-memory.ts";
import { hitAt } from "./round.ts";
import type { Segment } from "./segment.ts";

function paper(number: number, abstract: string): PaperToIndex {
  return {
    number,
    day: 20_000,
    title: "",
    abstract,
    authors: [],
    comment: "",
    journal: "",
    identifiers: [],
    categories: ["cs.RO"],
    source: "arxiv",
    flags: [],
  };
}

test("papers are alike that share what few others hold, in whatever segments they lie", () => {
  const written = [
    ["gripper tactile robot", "gripper robot", "glacier melt robot", "tactile robot"],
    ["gripper tactile robot", "glacier melt robot", "tactile", "gripper"],
  ];
  const segments = written.map((abstracts) => {
    const builder = new SegmentBuilder();
    abstracts.forEach((abstract, i) => builder.add(paper(i + 1, abstract)));
    return inMemory(builder.build(3));
  });
  const papers = [
    hitAt(segments[0]!, 0, 0, 0),
    hitAt(segments[1]!, 1, 0, 0),
    hitAt(segments[0]!, 0, 2, 0),
    hitAt(segments[0]!, 0, 1, 0),
  ];
  const alike = similarityMatrix(papers, { segments, meaning: new Meaning() });
  const [itself, twin, other, part] = alike;
  expect(itself).toBe(0);
  expect(twin).toBeGreaterThan(0.9);
  expect(part).toBeGreaterThan(other!);
  expect(part).toBeLessThan(twin!);
  expect(alike[4]).toBe(twin);
});

test("a paper whose terms are made to share a name is not alike to itself, and stays comparable", () => {
  const entry = (name: number, weight: number) => ((name << 8) | weight) >>> 0;
  const rows = [
    Uint32Array.from({ length: 24 }, () => entry(77, 200)),
    Uint32Array.from({ length: 24 }, () => entry(77, 200)),
    Uint32Array.of(entry(5, 90)),
  ];
  const segment = { signatures: (place: number) => rows[place]! } as unknown as Segment;
  const papers = rows.map((_, place) => ({
    score: 1,
    day: 1,
    number: place + 1,
    segment: 0,
    place,
  }));
  const alike = similarityMatrix(papers, { segments: [segment], meaning: new Meaning() });
  expect([...alike].map((value) => value.toFixed(3))).toEqual([
    "0.000",
    "1.000",
    "0.000",
    "1.000",
    "0.000",
    "0.000",
    "0.000",
    "0.000",
    "0.000",
  ]);
});
