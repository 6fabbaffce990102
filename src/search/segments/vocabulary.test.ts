import fc from "fast-check";
import { expect, test } from "vitest";
import { Vocabulary } from "./vocabulary.ts";

test("terms stand in the order of their keys, whatever was known before, and what passes is forgotten", () => {
  const words = fc.array(fc.string({ unit: "grapheme", maxLength: 4 }).map((word) => `w${word}`));
  const passing = fc.array(fc.string({ maxLength: 3 }).map((word) => `i:${word}`));
  fc.assert(
    fc.property(fc.array(fc.tuple(words, passing), { maxLength: 6 }), (rounds) => {
      const vocabulary = new Vocabulary();
      const known = new Set<string>();
      for (const [some, others] of rounds) {
        const numbers = new Map(some.map((key) => [key, vocabulary.word(key)]));
        for (const key of others) numbers.set(key, vocabulary.pass(key));
        for (const key of some) known.add(key);
        const inOrder = [...vocabulary.inOrder()].map((number) => vocabulary.keys[number]);
        expect(inOrder).toEqual([...new Set([...known, ...others])].sort());
        for (const [key, number] of numbers) expect(vocabulary.keys[number]).toBe(key);
        vocabulary.forgetPassing();
      }
      expect(vocabulary.size).toBe(known.size);
    }),
    { numRuns: 200 },
  );
});
