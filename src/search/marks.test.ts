import { expect, test } from "vitest";
import { parseQuery } from "./language/parse.ts";
import { matcher, type MarkedField } from "./marks.ts";

function marked(typed: string, words: string, field?: MarkedField): string[] {
  const matches = matcher(parseQuery(typed, { today: "2026-03-27" }));
  return words.split(" ").filter((word) => matches(word, field));
}

test.each<[typed: string, words: string, marked: string[]]>([
  ["poincare", "Poincaré Pointcare", ["Poincaré"]],
  ["folded shirts", "Folding shirt robots", ["Folding", "shirt"]],
  ["bert", "BERT bert Berta", ["BERT", "bert"]],
  ["ti:BERT", "BERT bert", ["BERT"]],
  [
    "long-horizon",
    "long-horizon long horizon horizons short-horizon longhorizon",
    ["long-horizon", "long", "horizon", "horizons", "short-horizon", "longhorizon"],
  ],
  ["horizon", "long-horizon long", ["long-horizon"]],
  ["beta-catenin", "β-catenin", ["β-catenin"]],
  ["C++", "C C++ c", ["C++"]],
  ["the robots", "the robot", ["robot"]],
  ['"state of the art"', "the state of an art", ["the", "state", "of", "art"]],
  ["robots -hands NOT (soft OR hard)", "robots hands soft hard", ["robots"]],
  ["cat:cs.CV has:code", "code cs.CV has", []],
  ["robots OR hands", "robots hands feet", ["robots", "hands"]],
  ["2310.07896", "2310.07896 2310.07897", ["2310.07896"]],
  ["模型", "模 型 量", ["模", "型"]],
  ["", "words", []],
])("of the query %j, in %j, %j are marked", (typed, words, expected) => {
  expect(marked(typed, words)).toEqual(expected);
});

test("a word of one field is marked in no other", () => {
  expect(marked("ti:robots", "robots", "title")).toEqual(["robots"]);
  expect(marked("ti:robots", "robots", "abstract")).toEqual([]);
  expect(marked("abs:robots", "robots", "title")).toEqual([]);
  expect(marked("au:banks", "Banks", "author")).toEqual(["Banks"]);
  expect(marked("au:banks", "banks", "abstract")).toEqual([]);
  expect(marked("ti:banks", "Banks", "author")).toEqual([]);
  expect(marked("co:banks jr:banks", "Banks")).toEqual([]);
});

test("a plain word is marked among the authors, too, as it is written", () => {
  expect(marked("banks", "Banks Bank", "author")).toEqual(["Banks"]);
  expect(marked("au:hinton_g", "Geoffrey G. Hinton", "author")).toEqual(["G.", "Hinton"]);
  expect(marked("au:al-rfou", "Al-Rfou Rfou", "author")).toEqual(["Al-Rfou", "Rfou"]);
});
