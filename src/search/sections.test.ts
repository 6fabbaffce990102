import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { Misconfigured } from "../errors.ts";
import { readSections, sectionSnippet } from "./sections.ts";

const today = "2026-03-27";

function written(text: string): string {
  const path = join(temporaryFolder(), "papers.yaml");
  writeFileSync(path, text);
  return path;
}

/** What the owner is told, without the folder. */
function mistakesIn(text: string): string {
  const path = written(text);
  try {
    readSections(path, { today });
  } catch (error) {
    if (error instanceof Misconfigured) return error.message.replaceAll(path, "papers.yaml");
    throw error;
  }
  throw new Error("It was taken as it is.");
}

test("each section has a name and a query, and an address that is made of the name unless given", () => {
  const path = written(`
sections:
  - name: Robot learning
    query: cat:cs.RO (learning OR policy) -survey
  - { name: "Poincaré & Möbius, 2", query: '"ricci flow"' }
  - name: 推理
    address: reasoning
    query: reasoning
`);
  expect(readSections(path, { today })).toEqual([
    {
      name: "Robot learning",
      address: "robot-learning",
      query: "cat:cs.RO (learning OR policy) -survey",
    },
    { name: "Poincaré & Möbius, 2", address: "poincare-mobius-2", query: '"ricci flow"' },
    { name: "推理", address: "reasoning", query: "reasoning" },
  ]);
});

test("a file without sections has none, and neither has an instance without the file", () => {
  for (const text of ["", "# nothing yet\n", "sections:\n", "sections: []\n"]) {
    expect(readSections(written(text), { today })).toEqual([]);
  }
  expect(readSections("broadsheet.yaml", { today })).toEqual([]);
});

test("a file that is named and not there stops the start", () => {
  const path = join(temporaryFolder(), "none.yaml");
  expect(() => readSections(path, { today })).toThrow(`CONFIG_FILE names ${path}, which is not`);
});

test.each([
  ["sections:\n  - name: A\n", /^papers.yaml, line 2: a section needs a query, such as query: /],
  ["sections:\n  - query: a\n", /^papers.yaml, line 2: a section needs a name, such as name: /],
  ["sections:\n  - name: A\n    query: ''\n", /line 3: a section needs a query/],
  ["sections:\n  - name: A\n    query: a\n    colour: red\n", /line 4: “colour” is not known here/],
  ["section:\n  - name: A\n", /line 1: “section” is not known here: the file has sections/],
  ["sections:\n  name: A\n  query: a\n", /line 2: sections: takes a list/],
  ["sections:\n  - robots\n", /line 2: a section is written as name: and query:/],
  ["- name: A\n", /line 1: the file begins with sections:/],
  ["sections:\n  - name: A\n    query: [a, b]\n", /line 3: a section needs a query/],
  [
    "sections:\n  - name: A\n    query: a\n    address: Robot Learning\n",
    /line 4: an address holds/,
  ],
  ["sections:\n  - name: A\n    query: a\n    address: ../x\n", /line 4: an address holds/],
  ["sections:\n  - name: 推理\n    query: a\n", /line 2: in “推理” no address can be made/],
  [
    "sections:\n  - name: Theory\n    query: a\n    address: hep-th\n",
    /line 4: .* is that of a category/,
  ],
  [
    "sections:\n  - name: A\n    query: a\n  - name: a!\n    query: b\n",
    /line 4: .* is that of “A” too/,
  ],
  ["sections:\n  - name: A\n    query: '-'\n", /line 3: in “A” the query looks for nothing/],
  [
    "sections:\n  - name: A\n    query: robots after:yesteryear\n",
    /line 3: in “A” at “after:yesteryear”: /,
  ],
  [
    "sections:\n  - name: 'A\n    query: a\n",
    /^papers.yaml, line \d: this cannot be read as YAML: /,
  ],
])("a mistake is told with its line and what to do: %j", (text, told) => {
  expect(mistakesIn(text)).toMatch(told);
});

test("a query, a name and the list are as long as a person writes them", () => {
  const long = "x".repeat(4001);
  expect(mistakesIn(`sections:\n  - name: A\n    query: ${long}`)).toMatch(
    /line 3: .* at most 4000/,
  );
  expect(mistakesIn(`sections:\n  - query: a\n    name: ${long}`)).toMatch(/line 3: .* at most 80/);
  const item = "  - { name: A, query: a }\n";
  expect(mistakesIn(`sections:\n${item.repeat(51)}`)).toMatch(/line 2: there can be 50 sections/);
});

test("all mistakes are told at once, in the order of the file", () => {
  expect(mistakesIn("sections:\n  - name: A\n  - query: b\n    sort: date\n").split("\n")).toEqual([
    expect.stringMatching(/line 2: a section needs a query/),
    expect.stringMatching(/line 3: a section needs a name/),
    expect.stringMatching(/line 4: “sort” is not known here/),
  ]);
});

test("the example is read without a mistake", () => {
  const path = join(import.meta.dirname, "../../broadsheet.example.yaml");
  expect(readSections(path, { today }).map((each) => each.address)).toEqual([
    "robot-learning",
    "reasoning",
    "diffusion-with-code",
  ]);
});

test("the snippet for a query is read as the section that it shows", () => {
  for (const query of [
    '"ricci flow" -survey',
    "- # : 'x'",
    "a\u00a0b {c}: d",
    "cat:cs.RO policy",
  ]) {
    const path = written(sectionSnippet({ name: "Kept", query }));
    expect(readSections(path, { today })).toEqual([{ name: "Kept", address: "kept", query }]);
  }
  expect(readFileSync(written(sectionSnippet({ name: "A", query: "b" })), "utf8")).toBe(
    "sections:\n  - name: A\n    query: b\n",
  );
});
