import { expect, test } from "vitest";
import { titleIdentifier } from "../papers/identifier.ts";
import { doisIn, namesOf } from "./names.ts";

test.each([
  ["10.1000/One", ["doi:10.1000/one"]],
  ["10.1000/a, 10.1000/b", ["doi:10.1000/a", "doi:10.1000/b"]],
  ["10.1000/a 10.1000/b\n  10.1000/c", ["doi:10.1000/a", "doi:10.1000/b", "doi:10.1000/c"]],
  ["10.1000/a; 10.1000/b", ["doi:10.1000/a", "doi:10.1000/b"]],
  ["10.1000/a,10.1000/b", ["doi:10.1000/a", "doi:10.1000/b"]],
  ["10.1000/a and 10.1000/b", ["doi:10.1000/a", "doi:10.1000/b"]],
  ["10.1000/a 10.1000/A", ["doi:10.1000/a"]],
  ["10.1000/a,", ["doi:10.1000/a"]],
  ["doi.org/10.1000/a", ["doi:10.1000/a"]],
  ["https://doi.org/10.1000/a", ["doi:10.1000/a"]],
  [
    "10.1000/(sici)10(1999)45:1<1::aid>3.0.co;2-b",
    ["doi:10.1000/(sici)10(1999)45:1<1::aid>3.0.co;2-b"],
  ],
  ["10.48550/arXiv.2603.25001", ["arxiv:2603.25001"]],
  ["10. 1145/3154499", []],
  ["1721.1/107045", []],
  ["2010.12345", []],
  ["", []],
  [undefined, []],
])("the DOIs in %j are %j", (field, dois) => {
  expect(doisIn(field)).toEqual(dois);
});

test("a record speaks under its best name, and never for two papers of arXiv", () => {
  const said = { title: "A Bay", abstract: "" };
  expect(namesOf(said).own).toBe(titleIdentifier("A Bay"));
  expect(namesOf({ ...said, doi: "10.1000/a" }).own).toBe("doi:10.1000/a");
  expect(
    namesOf({
      ...said,
      identifier: "doi:10.1000/b",
      doi: "10.1000/a 10.48550/arXiv.2603.25001 10.48550/arXiv.2603.25002",
    }),
  ).toMatchObject({
    own: "arxiv:2603.25001",
    sure: ["arxiv:2603.25001", "doi:10.1000/b", "doi:10.1000/a"],
  });
  expect(
    namesOf({ ...said, identifier: "arxiv:2603.25002", doi: "10.48550/arXiv.2603.25001" }).sure,
  ).toEqual(["arxiv:2603.25002"]);
});
