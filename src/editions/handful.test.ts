import fc from "fast-check";
import { expect, test } from "vitest";
import { mostIn, pickHandful, readingMinutes } from "./handful.ts";

function entry(words: number) {
  return { paper: { title: "", abstract: "word ".repeat(words) } };
}

test("a paper takes as long as its title and abstract, and half a minute", () => {
  expect(readingMinutes({ title: "One two", abstract: "word ".repeat(218) })).toBe(1.5);
});

test("papers are taken from the top while they fit, and at least one", () => {
  const entries = [entry(220), entry(440), entry(220), entry(1)] as never[];
  expect(pickHandful(entries, 4)).toHaveLength(2);
  expect(pickHandful(entries, 1)).toHaveLength(1);
  expect(pickHandful(entries, 100)).toHaveLength(4);
  expect(pickHandful([], 10)).toEqual([]);
});

test("whatever the papers: what is taken fits, and the next one would not", () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 120 }), (words, minutes) => {
      const entries = words.map(entry) as never[];
      const taken = pickHandful(entries, minutes);
      const time = (some: readonly { paper: { title: string; abstract: string } }[]) =>
        some.reduce((sum, { paper }) => sum + readingMinutes(paper), 0);
      expect(taken).toEqual(entries.slice(0, taken.length));
      const fits = taken.length <= 1 || time(taken) <= minutes + 1e-9;
      const isAll = taken.length === entries.length;
      const oneMore = time(entries.slice(0, taken.length + 1));
      expect([fits, isAll || oneMore > minutes - 1e-9]).toEqual([true, true]);
      expect(taken.length).toBeLessThanOrEqual(mostIn(minutes));
    }),
  );
});
