import fc from "fast-check";
import { expect, test } from "vitest";
import { foundSummary } from "./found-summary.ts";

const filler = "Nothing of the kind is said in this sentence, which is only long. ";
const matches = (word: string) => /^(gulls?|weather)$/i.test(word);

test("a short abstract is shown whole, and an opening that says why is kept", () => {
  expect(foundSummary("Short. No match.", matches)).toBe("Short. No match.");
  const said = `Gulls fly. ${filler.repeat(8)}`;
  expect(foundSummary(said, matches).startsWith("Gulls fly.")).toBe(true);
});

test("otherwise the sentence that holds most of the words is shown", () => {
  const abstract = `${filler.repeat(6)}A gull stands. Gulls know the weather. ${filler.repeat(6)}`;
  expect(foundSummary(abstract, matches)).toMatch(/^… Gulls know the weather\. Nothing .* …$/);
});

test("a long sentence is cut at words around the match, and mathematics stays whole", () => {
  const long = `${"and so on ".repeat(40)}until $x = a + b$ tells gulls ${"about it ".repeat(60)}`;
  const summary = foundSummary(`${filler.repeat(6)}It goes ${long}.`, matches);
  expect(summary).toContain("until $x = a + b$ tells gulls about it");
  expect(summary.length).toBeLessThan(290);
  expect(summary).toMatch(/^… (and|so|on) .* (about|it) …$/);
});

test("whatever the abstract, what is shown stands in it, and mathematics is whole", () => {
  const piece = fc.constantFrom("gulls", "$a b$", "word", ".", ". Then", "$", "\\$5", "  ", "é");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const abstract = pieces.join(" ");
      const shown = foundSummary(abstract, matches);
      const inside = shown.replace(/^… /, "").replace(/ …$/, "");
      expect(abstract).toContain(inside);
    }),
  );
});
