import { expect, test } from "vitest";
import { linksInText } from "./links-in-text.ts";
import { opening } from "./opening.ts";

test.each([
  ["Code: https://github.com/lab/tool.", { codeUrl: "https://github.com/lab/tool" }],
  ["(see https://lab.github.io/tool/)", { projectUrl: "https://lab.github.io/tool/" }],
  [
    "https://gitlab.com/a/b and https://page.example.org, both.",
    { codeUrl: "https://gitlab.com/a/b", projectUrl: "https://page.example.org/" },
  ],
  ["https://github.com/lab names no repository", {}],
  ["http://arxiv.org/abs/2310.07896 and https://doi.org/10.1/x", {}],
  ["https://user:password@evil.example.org/", {}],
  ["javascript:alert(1) https:// http://x", {}],
])("in %j the links are found", (text, links) => {
  expect(linksInText(text)).toEqual(links);
});

test("a summary is whole sentences where they fit", () => {
  const first = "Robots fold shirts, e.g. those of the lab, in Fig. 3 with care.";
  const second = "They tear nothing at all.";
  expect(opening(`${first} ${second} ${"And more is said. ".repeat(30)}`, 95)).toBe(
    `${first} ${second}`,
  );
});

test("a summary never ends inside a formula", () => {
  const text = `We show that ${"long ".repeat(30)} $a + b + c + d + e + f + g + h + i + j$ holds for all of them`;
  expect(opening(text, 190).split("$").length % 2).toBe(1);
});
