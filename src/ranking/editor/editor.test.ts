import fc from "fast-check";
import { expect, test } from "vitest";
import { Embedder } from "../../search/embedder/embedder.ts";
import { AuthorHistory, type Picked } from "./author-history.ts";
import { Editor } from "./editor.ts";
import type { Manuscript } from "./manuscript.ts";
import { readEditorModel } from "./model.ts";
import { shippedEditor } from "./shipped.ts";

const editor = new Editor(readEditorModel(shippedEditor), new Embedder());

const manuscripts: fc.Arbitrary<Manuscript> = fc.record({
  id: fc.nat(),
  title: fc.string({ unit: "grapheme", maxLength: 300 }),
  abstract: fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 2000 }),
    fc.constant("We release GPT-5 agents for robot manipulation at https://github.com/lab/robots."),
  ),
  authors: fc.array(fc.string({ maxLength: 40 }), { maxLength: 300 }),
  categories: fc.array(fc.constantFrom("cs.CV", "cs.CL", "math.AG", "no-such"), { maxLength: 4 }),
  comment: fc.option(fc.constantFrom("", "Accepted at ICML, 12 pages", "💥".repeat(500))),
  day: fc.constantFrom("2019-01-01", "2026-03-27"),
});

function judge(manuscript: Manuscript, picked: readonly Picked[] = []) {
  const history = new AuthorHistory({
    known: editor.model.authors,
    announced: [],
    picked,
  });
  const { day, authors } = manuscript;
  const standings = history.before(day, { paper: "this", authors });
  return editor.judge(editor.read(manuscript), manuscript, standings);
}

function logOdds(chance: number): number {
  return Math.log(chance / (1 - chance));
}

const robots: Manuscript = {
  id: 1,
  title: "RoboGrip: Dexterous manipulation with vision-language-action models",
  abstract: "We introduce a vision-language-action model. Project page: https://robogrip.github.io",
  authors: ["Ada Lind", "Bo Ek"],
  categories: ["cs.RO"],
  comment: null,
  day: "2026-03-27",
};

test("whatever a paper says, the shares of its parts are what sets it apart from a typical paper", () => {
  const { chance, parts } = judge(robots);
  const typical = logOdds(chance) - parts.reduce((sum, { share }) => sum + share, 0);
  fc.assert(
    fc.property(manuscripts, (manuscript) => {
      const judged = judge(manuscript);
      const shares = judged.parts.reduce((sum, { share }) => sum + share, 0);
      expect(logOdds(judged.chance)).toBeCloseTo(typical + shares, 6);
      expect(judged.parts.every(({ text }) => text !== "")).toBe(true);
    }),
  );
});

test("one says which words speak for a paper, and how often its authors were picked", () => {
  const picked = { authors: ["Ada Lind"], day: "2026-03-20", gain: 5 };
  const { parts } = judge(robots, [
    { ...picked, paper: "one" },
    { ...picked, paper: "two" },
  ]);
  const texts = new Map(parts.map(({ kind, text }) => [kind, text]));
  expect(texts.get("authors")).toBe("an author picked 2 times before");
  expect(texts.get("words")).toContain("vision-language-action");
  expect(texts.get("links")).toBe("project page");
});

test("what happens on the day of a paper or later, and to the paper itself, is not known when it is judged", () => {
  const before: Picked[] = [{ paper: "one", authors: ["Bo Ek"], day: "2026-03-26", gain: 4 }];
  const itself: Picked = { paper: "this", authors: ["Bo Ek"], day: "2026-03-25", gain: 6 };
  const said = judge(robots, before);
  expect(said).not.toEqual(judge(robots));
  const later = fc.record({
    paper: fc.string(),
    authors: fc.constantFrom(["Ada Lind"], ["Bo Ek", "Ada Lind"]),
    day: fc.constantFrom("2026-03-27", "2026-03-28", "2027-01-01"),
    gain: fc.double({ min: 0, max: 9, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(later), (future) => {
      expect(judge(robots, [...future, itself, ...before])).toEqual(said);
    }),
  );
});

test("a model that is not there, or is something else, is said to be so", () => {
  expect(() => readEditorModel("/nowhere/editor.json.gz")).toThrow("cannot be read");
  expect(() => readEditorModel(new URL("./editor.ts", import.meta.url))).toThrow("cannot be read");
});
