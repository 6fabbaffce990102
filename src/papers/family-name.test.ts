import { expect, test } from "vitest";
import { familyName } from "./family-name.ts";

test.each([
  ["Ada Lindqvist", "lindqvist"],
  ["A. M. Lindqvist", "lindqvist"],
  ["Lindqvist, Ada", "lindqvist"],
  ["Carl Marsh Jr.", "marsh"],
  ["Carl Marsh, Jr.", "marsh"],
  ["Marsh, Carl, III", "marsh"],
  [String.raw`Jos\'e Garc\'ia`, "garcia"],
  ["José García", "garcia"],
  ["van der Berg, J.", "berg"],
  ["Jan van der Berg", "berg"],
  ["The Gull Collaboration", "collaboration"],
  ["…", ""],
])("%s is of the family %s", (author, name) => {
  expect(familyName(author)).toBe(name);
});
