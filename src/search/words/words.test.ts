import fc from "fast-check";
import { expect, test } from "vitest";
import { longestWord, scan } from "./scan.ts";
import { meaningsOfPart, partsOf, termsOfName, termsOfWord } from "./terms.ts";

/** The terms of each word of a text. */
function termsIn(text: string): string[] {
  const terms: string[] = [];
  scan(text, (from, to) => {
    for (const { term } of termsOfWord(text.slice(from, to)).terms) terms.push(term);
  });
  return [...new Set(terms)];
}

/** Whether a reader who types one finds a paper that says the other. */
function finds(typed: string, said: string): boolean {
  const held = termsIn(said);
  return partsOf(typed)
    .flatMap((part) => [meaningsOfPart(part)])
    .every((meanings) => meanings.some((meaning) => held.includes(meaning)));
}

test.each([
  ["robots", "robot"],
  ["poincare", "Poincaré"],
  ["Erdos-Renyi", "Erdős–Rényi"],
  ["strasse", "Straße"],
  ["bert", "BERT"],
  ["llm", "LLMs"],
  ["LLMs", "LLM"],
  ["c++", "C++"],
  ["l2", "L2"],
  ["L2", "L₂"],
  ["h2o", "H₂O"],
  ["gpt-4", "GPT-4"],
  ["gpt4", "GPT-4"],
  ["p-value", "p-values"],
  ["beta-catenin", "β-catenin"],
  ["β-catenin", "beta-catenin"],
  ["brca1", "BRCA1"],
  ["il-6", "IL-6"],
  ["nacl", "NaCl"],
  ["multimodal", "multi-modal"],
  ["multi-modal", "Multi-Modal"],
  ["ResNet-50", "resnet-50"],
  ["alembert", "d’Alembert"],
  ["vertex", "vertices"],
  ["analyses", "analysis"],
  ["optimization", "optimisation"],
  ["behaviour", "behavior"],
  ["modelling", "modeling"],
  ["phenomenon", "phenomena"],
  ["2603.25001", "2603.25001"],
  ["ℤ", "Z"],
])("%s finds %s", (typed, said) => {
  expect(finds(typed, said)).toBe(true);
});

test.each([
  ["BERT", "bert's"],
  ["AIDS", "aid"],
  ["C++", "C"],
  ["news", "new"],
  ["physics", "physical"],
  ["universal", "university"],
  ["arise", "ariz"],
  ["precise", "preciz"],
])("%s does not find %s", (typed, said) => {
  expect(finds(typed, said)).toBe(false);
});

test("names are not stemmed, and their initials find them", () => {
  const terms = termsOfName("Banks").terms.map(({ term }) => term);
  expect(terms).toEqual(["banks", "b"]);
  expect(termsOfName("O’Brien").terms.map(({ term }) => term)).toContain("obrien");
});

test("any text gives words that lie within it, in order, none of them long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      let end = 0;
      scan(text, (from, to) => {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        expect(to - from).toBeLessThanOrEqual(longestWord);
        end = to;
        for (const { term } of termsOfWord(text.slice(from, to)).terms) {
          // A colon would make a word of one field that of another.
          expect(term).not.toContain(":");
        }
      });
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});
