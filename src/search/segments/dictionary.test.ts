import fc from "fast-check";
import { expect, test } from "vitest";
import {
  Dictionary,
  DictionaryWriter,
  encodeTerm,
  TermReader,
  type DictionaryParts,
} from "./dictionary.ts";

function written(terms: readonly string[]): DictionaryParts {
  const writer = new DictionaryWriter();
  for (const term of terms) writer.add(term);
  return writer.done();
}

function dictionaryOf(terms: readonly string[]): Dictionary {
  return new Dictionary(written(terms));
}

function keysIn(dictionary: DictionaryParts): string[] {
  const keys: string[] = [];
  for (const reader = new TermReader(dictionary); !reader.isPast; reader.next())
    keys.push(reader.key);
  return keys;
}

const aTerm = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "β", "ℤ"), minLength: 1, maxLength: 6 }),
  fc.string({ minLength: 1, maxLength: 5 }),
);
const someTerms = fc.uniqueArray(aTerm, { maxLength: 80 }).map((terms) => terms.toSorted());

test("every term is found by its number, and nothing else is", () => {
  fc.assert(
    fc.property(someTerms, fc.array(aTerm), (terms, others) => {
      const dictionary = dictionaryOf(terms);
      for (const term of [...terms, ...others])
        expect(dictionary.find(encodeTerm(term))).toBe(terms.indexOf(term));
      expect(keysIn(written(terms))).toEqual(terms);
    }),
  );
});

test("a walk meets the terms that begin as wanted, without what was refused", () => {
  const aLetter = fc.constantFrom("a", "b", "x");
  fc.assert(
    fc.property(someTerms, aTerm, aLetter, fc.nat(4), (terms, prefix, refused, from) => {
      const found: string[] = [];
      dictionaryOf(terms).walk(
        encodeTerm(prefix),
        {
          enter: (depth, byte) => depth < from || byte !== refused.charCodeAt(0),
          found: (_, term) => found.push(term()),
        },
        { steps: Infinity },
      );
      const isAllowed = (term: string) =>
        !encodeTerm(term).subarray(from).includes(refused.charCodeAt(0));
      expect(found).toEqual(terms.filter((term) => term.startsWith(prefix) && isAllowed(term)));
    }),
  );
});
