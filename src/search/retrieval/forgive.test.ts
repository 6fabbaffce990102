import { expect, test } from "vitest";
import { SegmentBuilder } from "../segments/builder.ts";
import type { Clause, WordClause } from "./clause.ts";
import { FacetNames } from "./facets.ts";
import { inMemory } from "./in-memory.ts";
import { Searcher } from "./searcher.ts";
import { meaningsOfPart } from "../words/terms.ts";

/** One paper for each title, numbered from 1 on; in two segments. */
function library(titles: readonly string[], { authors = [] as string[] } = {}) {
  const names = new FacetNames();
  const half = Math.ceil(titles.length / 2);
  const segments = [titles.slice(0, half), titles.slice(half)].map((part, s) => {
    const builder = new SegmentBuilder();
    part.forEach((title, i) =>
      builder.add({
        number: s * half + i + 1,
        day: 20_000,
        title,
        abstract: "",
        authors,
        comment: "",
        journal: "",
        identifiers: [],
        categories: ["cs.CV"],
        source: "arxiv",
        flags: [],
      }),
    );
    return inMemory(builder.build(), names);
  });
  function ask(clause: Clause) {
    const order = { by: "relevance" } as const;
    const request = { clause, order, offset: 0, limit: 20, forgiving: true };
    return new Searcher().answer(segments, names, request);
  }
  return { segments, ask };
}

function word(typed: string): WordClause {
  return { kind: "word", keys: meaningsOfPart(typed), fields: 3, weight: 1, typed };
}

const titles = [
  "Transformers for vision",
  "A transformer for speech",
  "Convolutional networks",
  "More convolutional networks",
  "Graph transforms",
  "BERT and graphs",
  "BERT again",
  "Learning graphs",
];

test.each([
  ["transfomrers", "transform"],
  ["rtansformers", "transform"],
  ["tranformers", "transform"],
  ["convolutoinal", "convolut"],
  ["brt", "BERT"],
  ["visoin", "vision"],
  ["xransformers", undefined],
  ["graphs7", undefined],
  ["gr", undefined],
])("for %s, papers with %s are found", (typed, key) => {
  const { forgiven } = library(titles).ask(word(typed));
  expect(forgiven[0]?.keys[0]).toBe(key);
});

test("what is not yet typed to its end finds what begins like it, most papers first", () => {
  const { ask } = library(titles);
  expect(ask(word("gra"))).toMatchObject({
    total: 3,
    forgiven: [{ typed: "gra", keys: ["graph"] }],
  });
  expect(ask(word("transfor")).forgiven[0]?.keys).toEqual(["transform"]);
  expect(ask(word("learnin"))).toMatchObject({ total: 1, forgiven: [{ keys: ["learn"] }] });
});

test("a word that some paper holds is meant as it is typed, and so is what must not be there", () => {
  const { ask } = library([...titles, "Transfomrers"]);
  expect(ask(word("transfomrers"))).toMatchObject({ total: 1, forgiven: [] });
  const without: Clause = { kind: "not", of: word("grahp") };
  expect(ask({ kind: "and", of: [word("again"), without] })).toMatchObject({
    total: 1,
    forgiven: [],
  });
});

test("a paper that can be shown is named, and no word is learned from papers that are gone", () => {
  const { segments, ask } = library(["Quarks", "Quarks", "Leptons", "Leptons"]);
  expect(ask(word("qarks")).forgiven[0]?.paper).toBe(2);
  segments[0]!.remove(0);
  segments[0]!.remove(1);
  expect(ask(word("qarks")).forgiven).toEqual([]);
});

test("at most four words of a query are forgiven, the same one once", () => {
  const of = ["grahp", "lerning", "visoin", "speehc", "netwroks", "grahp"].map(word);
  const twice = titles.flatMap((title) => [title, title]);
  const { forgiven } = library(twice).ask({ kind: "or", of });
  expect(forgiven.map(({ typed }) => typed)).toEqual(["grahp", "lerning", "visoin", "speehc"]);
});

test("a misspelled author is looked for among authors", () => {
  const { ask } = library(titles, { authors: ["Geoffrey Hinton"] });
  const clause: Clause = { ...word("hintno"), keys: ["a:hintno"] };
  expect(ask(clause)).toMatchObject({ total: 8, forgiven: [{ keys: ["a:hinton"] }] });
});
