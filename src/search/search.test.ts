import fc from "fast-check";
import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { rebuildText } from "../catalogue/full-text.ts";
import { matcher } from "./marks.ts";
import { searchPapers } from "./search.ts";

async function library() {
  const instance = await openInstance();
  await instance.save(
    aPaper(),
    aPaper({
      identifier: "arxiv:2603.25002",
      title: String.raw`Poincar\'e maps over $\mathbb{Z}_{121}$`,
      abstract: String.raw`We bound $\alpha$-decay. A robot is not used.`,
      authors: [String.raw`Zdzis{\l}aw S{\l}upski`],
      categories: ["math.DS"],
    }),
    aPaper({
      identifier: "arxiv:hep-th/9901001",
      title: "A Loop That Closes",
      abstract: "Strings AND loops, tied NOT twice.",
      authors: ["Dana Roth"],
      categories: ["hep-th"],
    }),
  );
  return instance;
}

test.each([
  ["laundry", "arxiv:2603.25001"],
  ["folded shirt", "arxiv:2603.25001"],
  ["okafor", "arxiv:2603.25001"],
  ["2603.25001", "arxiv:2603.25001"],
  ["poincare", "arxiv:2603.25002"],
  ["Poincaré", "arxiv:2603.25002"],
  ["alpha decay", "arxiv:2603.25002"],
  ["α-decay", "arxiv:2603.25002"],
  ["Słupski", "arxiv:2603.25002"],
  ["hep-th/9901001", "arxiv:hep-th/9901001"],
  ['"loop that"', "arxiv:hep-th/9901001"],
  ["AND", "arxiv:hep-th/9901001"],
  ["loops NOT", "arxiv:hep-th/9901001"],
])("%j finds %s first", async (query, identifier) => {
  const { db } = await library();
  const { papers } = await searchPapers(db, { query });
  expect(papers[0]?.identifier).toBe(identifier);
});

test("a word in the title counts for more than one in the abstract", async () => {
  const { db, save } = await library();
  await save(aPaper({ identifier: "arxiv:2603.25003", title: "A robot", abstract: "Of sorts." }));
  const { papers, total } = await searchPapers(db, { query: "robot" });
  expect(total).toBe(3);
  expect(papers[0]?.identifier).toBe("arxiv:2603.25003");
});

test("a phrase is found only where its words stand side by side", async () => {
  const { db } = await library();
  expect((await searchPapers(db, { query: '"that loop"' })).total).toBe(0);
});

test("a search without result names the word to leave out", async () => {
  const { db } = await library();
  const result = await searchPapers(db, { query: "quantum laundry" });
  expect(result).toMatchObject({ total: 0, without: { word: "quantum", papers: 1 } });
});

test("whatever is typed gets an answer", async () => {
  const { db } = await library();
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('"', "*", "(", ")", "^", "-", ":", "AND ", "NEAR ", "a ", "'", "\0"),
    }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (query) => {
      const { total } = await searchPapers(db, { query });
      expect(total).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("too long a query is refused with a sentence", async () => {
  const { db } = await library();
  await expect(searchPapers(db, { query: "word ".repeat(2000) })).rejects.toThrow(
    /up to 1000 characters/,
  );
});

test("the index made anew finds the same", async () => {
  const { db } = await library();
  const before = await searchPapers(db, { query: "robot" });
  expect(await rebuildText(db, () => {})).toBe(3);
  expect(await searchPapers(db, { query: "robot" })).toEqual(before);
});

test("words are marked by their stem, whatever case and accents", () => {
  const matches = matcher([["poincare"], ["folded", "shirts"]]);
  expect(["Poincaré", "Folding", "shirt", "Shirts"].map(matches)).toEqual([true, true, true, true]);
  expect(["point", "shorts", ""].map(matches)).toEqual([false, false, false]);
});
