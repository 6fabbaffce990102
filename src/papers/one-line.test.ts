import { expect, test } from "vitest";
import { hidesSomething, readableLine } from "./one-line.ts";

test.each([
  ["two\r\n lines,\ta\u2028gap", "two lines, a gap"],
  ["right \u202eto left\u202c, \u200bunseen\u00ad", "right to left, unseen"],
  ["half \ud800 a character", "half \ufffd a character"],
  ["e\u0301", "é"],
  [" \u200b\0 ", ""],
])("what was typed is one line that can be read: %j", (written, line) => {
  expect(readableLine(written)).toBe(line);
});

test("a slip of the keyboard hides nothing, a line turned around does", () => {
  expect(hidesSomething(" Ada\r\n\tLovelace\ufeff ")).toBe(false);
  for (const each of ["Ada\u202e", "A\u200bda", "Ada\0"]) expect(hidesSomething(each)).toBe(true);
});
