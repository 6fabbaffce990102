import { expect, test } from "vitest";
import { SegmentBuilder } from "../segments/builder.ts";
import type { PaperToIndex } from "../segments/paper-text.ts";
import { Meaning } from "../vectors/meaning.ts";
import { findAlike } from "./alike.ts";
import { inMemory } from "./in-memory.ts";
import { hitAt } from "./round.ts";

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
  const alike = findAlike(papers, { segments, meaning: new Meaning() });
  const [itself, twin, other, part] = alike;
  expect(itself).toBe(0);
  expect(twin).toBeGreaterThan(0.9);
  expect(part).toBeGreaterThan(other!);
  expect(part).toBeLessThan(twin!);
  expect(alike[4]).toBe(twin);
});
