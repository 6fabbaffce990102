import { expect, test } from "vitest";
import { excerpt } from "./excerpt.ts";

test.each([
  ["> Is it sharp?\n\nIt is,\nfor **one** $d$.", "It is, for one d."],
  ["> Only this", "> Only this"],
  ["- > Is it?\n- It is", "- - It is"],
  ["It costs $5 because there is no formula in it", "It costs $5 because there is no formula …"],
  ["One sentence stands here. Another that is long follows it", "One sentence stands here."],
])("%j in short", (source, short) => {
  expect(excerpt(source, 41)).toBe(short);
});
