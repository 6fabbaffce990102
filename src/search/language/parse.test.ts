import { expect, test } from "vitest";
import { longestQuery, parseQuery } from "./parse.ts";
import { understand } from "./understand.ts";

const today = "2026-03-27";
const parse = (typed: string) => parseQuery(typed, { today });

/** What was understood, as `text · says`. */
function understood(typed: string): string[] {
  return understand(parse(typed)).map(({ text, says }) =>
    says === "" ? text : `${text} · ${says}`,
  );
}

/** Each mistake with the piece that it is about. */
function mistakes(typed: string): [piece: string, says: string][] {
  const query = parse(typed);
  return query.mistakes.map(({ from, to, says }) => [query.text.slice(from, to), says]);
}

test.each<[typed: string, understood: string[]]>([
  ["long-horizon manipulation", ["long-horizon", "manipulation"]],
  ['"world model"', ['"world model" · side by side']],
  ["“world model”", ["“world model” · side by side"]],
  ["diffusion -image", ["diffusion", "-image · without"]],
  ["diffusion NOT image", ["diffusion", "NOT image · without"]],
  ["diffusion ANDNOT image", ["diffusion", "ANDNOT image · without"]],
  ["diffusion AND image", ["diffusion", "image"]],
  ["gripper OR hand", ["gripper OR hand · any of these"]],
  ["soft (gripper OR hand)", ["soft", "(gripper OR hand) · any of these"]],
  ["ti:transformer", ["ti:transformer · in the title"]],
  ["Title:transformer", ["Title:transformer · in the title"]],
  ['abs:"sample efficiency"', ['abs:"sample efficiency" · side by side in the abstract']],
  ["au:del_maestro", ["au:del_maestro · one of the authors"]],
  ["ti:(planning search)", ["planning · in the title", "search · in the title"]],
  ["-ti:survey", ["-ti:survey · without it in the title"]],
  ["cat:cs.cv", ["cat:cs.cv · in Computer vision"]],
  ["cat:cs", ["cat:cs · in Computer science"]],
  ["cat:math.*", ["cat:math.* · in Mathematics"]],
  [
    "(cat:cs.CV OR cat:hep-th)",
    ["(cat:cs.CV OR cat:hep-th) · in Computer vision or in High-energy theory"],
  ],
  ["-cat:cs.CV", ["-cat:cs.CV · not in Computer vision"]],
  ["after:2025-03", ["after:2025-03 · from 1 March 2025 on"]],
  ["before:2024", ["before:2024 · until 31 December 2023"]],
  ["on:2026-w13", ["on:2026-w13 · in week 13 of 2026"]],
  ["on:2026-03", ["on:2026-03 · in March 2026"]],
  ["on:2026-03-27", ["on:2026-03-27 · on 27 March 2026"]],
  ["on:today", ["on:today · today"]],
  ["has:code is:new", ["has:code · with code", "is:new · in their first version"]],
  ["votes:>10", ["votes:>10 · with 11 votes or more"]],
  ["votes:2..5", ["votes:2..5 · with 2 to 5 votes"]],
  ["votes:0", ["votes:0 · without votes"]],
  ["sort:votes", ["sort:votes · most votes first"]],
  ["sort:votes robots sort:date", ["robots", "sort:date · newest first"]],
  ["sort:Newest", ["sort:Newest · newest first"]],
  ["arXiv:2310.07896v2", ["arXiv:2310.07896v2 · the paper of this name"]],
  [
    "doi:10.1103/PhysRevLett.116.061102",
    ["doi:10.1103/PhysRevLett.116.061102 · the paper of this name"],
  ],
  ["the robots of dawn", ["robots", "dawn"]],
  ["to be or not to be", ["to", "be", "or", "not"]],
  ["量子计算", ["量子计算 · side by side"]],
])("%j is understood", (typed, expected) => {
  expect(understood(typed)).toEqual(expected);
  expect(mistakes(typed)).toEqual([]);
});

test.each([
  "ReAct: Synergizing Reasoning and Acting in Language Models",
  "Title: A Subtitle (With Parentheses) and more",
  "foo:bar, std::vector and 3:2",
  'A 5" disk',
  "a - b -- c",
  "- OR AND",
  'ti: has: ti:() ti:"" ()',
  "TO BE OR NOT TO BE",
])("%j is text, and no mistake", (typed) => {
  expect(mistakes(typed)).toEqual([]);
});

test.each<[typed: string, piece: string, says: RegExp]>([
  ["robots on:2026-13", "on:2026-13", /“2026-13” is no date.*2026-W13/],
  ["after:tomorrow", "after:tomorrow", /today or yesterday/],
  ["on:9999-12", "on:9999-12", /no date/],
  ["votes:many robots", "votes:many", /no number of votes.*votes:>10/],
  ["has:cats", "has:cats", /There are has:code, has:project and has:votes/],
  ["has:cdoe", "has:cdoe", /Did you mean has:code\?/],
  ["is:withdrawm", "is:withdrawm", /Did you mean is:withdrawn\?/],
  ["source:nature", "source:nature", /source:arxiv/],
  ["sort:dates", "sort:dates", /Did you mean sort:date\?/],
  ["cat:*", "cat:*", /cat:cs\.CV/],
  ["doi:hello", "doi:hello", /begins with 10\./],
  ["auhtor:hinton", "auhtor:", /Did you mean author:\?/],
  ['robots "soft hand', '"soft hand', /never closed/],
  ["robots (soft OR hard", "(", /never closed/],
  ["robots) soft", ")", /passed over/],
])("%j has a mistake, told at its place", (typed, piece, says) => {
  expect(mistakes(typed)).toEqual([[piece, expect.stringMatching(says)]]);
});

test("what is wrong is left out, and the rest is looked for", () => {
  expect(understood("robots on:2026-13 has:code")).toEqual(["robots", "has:code · with code"]);
  expect(parse("on:2026-13")).toMatchObject({ isEmpty: true, hasWords: false });
});

test("filters alone are ranked by nothing, nor are authors", () => {
  expect(parse("cat:cs.CV -robots")).toMatchObject({ isEmpty: false, hasWords: false });
  expect(parse("au:hinton")).toMatchObject({ isEmpty: false, hasWords: false });
  expect(parse("au:hinton capsules")).toMatchObject({ hasWords: true, order: undefined });
  expect(parse("sort:date")).toMatchObject({ isEmpty: true, order: "date" });
  expect(parse("sort:date a sort:votes")).toMatchObject({ isEmpty: false, order: "votes" });
});

test("a text of a page's length is cut, and that is said", () => {
  const long = parse("word ".repeat(2000));
  expect(long.text.length).toBeLessThanOrEqual(longestQuery);
  expect(long.mistakes.map(({ says }) => says)).toEqual([expect.stringContaining("4000")]);
});

test("sixty-four different words are looked for, and that is said once", () => {
  const words = Array.from({ length: 80 }, (_, i) => `w${i}`).join(" ");
  expect(understood(words)).toHaveLength(64);
  expect(mistakes(words)).toEqual([[expect.stringMatching(/^w64 .* w79$/), expect.any(String)]]);
  expect(mistakes("the same words again and again ".repeat(100))).toEqual([]);
});

test("what is too deep or too much is told, and the rest is read", () => {
  expect(understood("(".repeat(500) + "deep" + ")".repeat(500))).toHaveLength(1);
  expect(mistakes("(".repeat(500) + "deep" + ")".repeat(500))).toHaveLength(1);
  expect(mistakes("has:code ".repeat(400))).toEqual([
    [expect.any(String), expect.stringContaining("200")],
  ]);
});
