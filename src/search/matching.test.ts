import { expect, test } from "vitest";
import type { Finder } from "./retrieval/clause.ts";
import { matching } from "./matching.ts";

const rest = { nearly: 0, near: 0, foundBy: [], facets: [], months: [], forgiven: [] };

/** Every paper matches; like the index, it lists no more than 10,000 of them. */
const everything: Finder = {
  find({ clause, limit }) {
    const given = clause?.kind === "and" ? clause.of[0] : undefined;
    const numbers = given?.kind === "papers" ? [...given.numbers] : [];
    const listed = numbers.slice(0, Math.min(limit, 10_000));
    return Promise.resolve({ ...rest, numbers: listed, total: numbers.length });
  },
  findEach: () => Promise.resolve([]),
};

test("of however many papers, all that match are told", async () => {
  const papers = Array.from({ length: 25_001 }, (_, index) => index + 1);
  const { among, countAmong } = matching(everything, undefined);
  expect(await among(papers)).toEqual(papers);
  expect(await countAmong(papers)).toBe(25_001);
  expect([await among([]), await countAmong([])]).toEqual([[], 0]);
});
