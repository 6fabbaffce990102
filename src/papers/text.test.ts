import { expect, test } from "vitest";
import { aPaper } from "../../fixtures/papers.ts";
import { bibtex } from "./bibtex.ts";
import { linksInText } from "./links-in-text.ts";
import { opening } from "./opening.ts";
import type { Paper } from "./paper.ts";

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

test("a BibTeX entry has what a bibliography needs, and braces cannot end it early", () => {
  const { appearances = [], ...record } = aPaper({ title: "Sets } and {Braces", doi: "10.1000/x" });
  const paper = {
    ...record,
    appearances,
    journalRef: null,
    submittedAt: null,
  } as unknown as Paper;
  expect(bibtex(paper)).toBe(
    [
      "@misc{lindqvist2026sets,",
      "  title = {{Sets  and Braces}},",
      "  author = {Ada Lindqvist and Ben Okafor},",
      "  year = {2026},",
      "  doi = {10.1000/x},",
      "  eprint = {2603.25001},",
      "  archivePrefix = {arXiv},",
      "  primaryClass = {cs.RO},",
      "  url = {https://arxiv.org/abs/2603.25001}",
      "}",
      "",
    ].join("\n"),
  );
});
