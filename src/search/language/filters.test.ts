import { expect, test } from "vitest";
import { filtersIn, withFilter, withoutFilter } from "./filters.ts";
import { parseQuery } from "./parse.ts";

test.each<[typed: string, filters: string[]]>([
  ["robots cat:cs.CV has:code", ["cat:cs.CV", "has:code"]],
  ["robots (cat:cs.CV OR cat:cs.RO)", ["cat:cs.CV", "cat:cs.RO"]],
  ["category:CS.cv AND on:2026-W13", ["cat:cs.CV", "on:2026-W13"]],
  ["cat:(cs.CV OR cs.RO) sort:date", ["cat:cs.CV", "cat:cs.RO"]],
  ["robots OR cat:cs.CV", []],
  ["-cat:cs.CV (cat:cs.RO OR has:code)", []],
])("%j is filtered by %j", (typed, filters) => {
  expect(filtersIn(parseQuery(typed, { today: "2026-03-27" }))).toEqual(filters);
});

test.each([
  ["robots", "cat:cs.CV", "robots cat:cs.CV"],
  ["", "cat:cs.CV", "cat:cs.CV"],
  [
    "robots  “soft  hands” cat:cs.CV",
    "cat:cs.RO",
    "robots  “soft  hands” (cat:cs.CV OR cat:cs.RO)",
  ],
  ["(cat:cs.CV OR cat:cs.RO) x", "cat:math", "(cat:cs.CV OR cat:cs.RO OR cat:math) x"],
  ["cat:cs.cv robots", "cat:cs.CV", "cat:cs.cv robots"],
  ["has:code", "has:project", "has:code has:project"],
  ["on:2026-03", "on:2026-04", "(on:2026-03 OR on:2026-04)"],
  ["after:2025 robots", "after:2026", "robots after:2026"],
  ["robots sort:date", "sort:votes", "robots sort:votes"],
  ["robots sort:newest", "sort:votes", "robots sort:votes"],
  ["gripper OR hand", "has:code", "gripper OR hand has:code"],
  ["gripper OR", "has:code", "gripper has:code"],
  ['robots ("soft hand', "has:code", 'robots ("soft hand") has:code'],
  ["robots -cat:cs.CV", "cat:cs.RO", "robots -cat:cs.CV cat:cs.RO"],
  ["cells", "cat:cell biology", 'cells cat:"cell biology"'],
])("%j with %j is %j", (text, filter, expected) => {
  expect(withFilter(text, filter)).toBe(expected);
});

test.each([
  ["robots cat:cs.CV", "cat:cs.CV", "robots"],
  ["robots category:CS.cv  hands", "cat:cs.CV", "robots hands"],
  ["(cat:cs.CV OR cat:cs.RO) x", "cat:cs.CV", "cat:cs.RO x"],
  ["cat:(cs.CV OR cs.RO OR math)", "cat:cs.RO", "(cat:cs.CV OR cat:math)"],
  ["robots AND has:code AND soft", "has:code", "robots AND soft"],
  ["has:code AND soft", "has:code", "soft"],
  ["(robots has:code)", "has:code", "(robots)"],
  ["has:code x has:code", "has:code", "x"],
  ["robots -has:code", "has:code", "robots -has:code"],
  ["robots sort:votes", "sort:votes", "robots"],
  ['cells cat:"cell biology"', "cat:cell biology", "cells"],
])("%j without %j is %j", (text, filter, expected) => {
  expect(withoutFilter(text, filter)).toBe(expected);
});
