import fc from "fast-check";
import { expect, test } from "vitest";
import { titleDifference } from "./title-difference.ts";

test("shows the words that differ, mathematics as a whole", () => {
  expect(titleDifference("On f(x) for tired arms", "On $f (x)$ for very tired arms")).toEqual({
    given: [
      { text: "On", differs: false },
      { text: "f(x)", differs: true },
      { text: "for tired arms", differs: false },
    ],
    found: [
      { text: "On", differs: false },
      { text: "$f (x)$", differs: true },
      { text: "for", differs: false },
      { text: "very", differs: true },
      { text: "tired arms", differs: false },
    ],
  });
});

test("loses no word, and equal titles do not differ", () => {
  const title = fc.string({ unit: fc.constantFrom("a", "b", " ", "$", "{", "}", "\\") });
  fc.assert(
    fc.property(title, title, (one, other) => {
      const letters = (text: string) => text.replace(/\s/g, "");
      const { given, found } = titleDifference(one, other);
      expect(letters(given.map(({ text }) => text).join(""))).toBe(letters(one));
      expect(letters(found.map(({ text }) => text).join(""))).toBe(letters(other));
      const same = titleDifference(one, one);
      expect([...same.given, ...same.found].every(({ differs }) => !differs)).toBe(true);
    }),
  );
});
