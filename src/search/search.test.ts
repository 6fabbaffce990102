import fc from "fast-check";
import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { castVote } from "../community/votes/votes.ts";
import { deleteRows } from "../catalogue/rows.ts";

async function library() {
  const instance = await openInstance();
  await instance.save(
    aPaper({ codeUrl: "https://github.com/a/b" }),
    aPaper({
      identifier: "arxiv:2603.25002",
      title: String.raw`Poincar\'e maps over $\mathbb{Z}_{121}$`,
      abstract: String.raw`We bound $\alpha$-decay. A robot is not used.`,
      authors: [String.raw`Zdzis{\l}aw S{\l}upski`, "Geoffrey E. Hinton"],
      categories: ["math.DS"],
      comment: "12 pages, accepted at a workshop on gulls",
      doi: "10.1000/maps.1",
      appearances: [{ day: "2026-03-26", kind: "announced" }],
    }),
    aPaper({
      identifier: "arxiv:hep-th/9901001",
      title: "A Loop That Closes",
      abstract: "Strings AND loops, tied NOT twice, in C++ with GPT-4.",
      authors: ["Dana Roth"],
      categories: ["hep-th"],
      journalRef: "J. Bays 3 (1999)",
      version: 3,
      appearances: [{ day: "1999-01-04", kind: "announced" }],
    }),
  );
  return instance;
}

const wanted = [
  ["laundry", "arxiv:2603.25001"],
  ["folded shirt", "arxiv:2603.25001"],
  ["okafor", "arxiv:2603.25001"],
  ["2603.25001", "arxiv:2603.25001"],
  ["id:2603.25001", "arxiv:2603.25001"],
  ["has:code", "arxiv:2603.25001"],
  ["cat:cs.ro", "arxiv:2603.25001"],
  ["on:2026-03-27", "arxiv:2603.25001"],
  ["robot -decay", "arxiv:2603.25001"],
  ["poincare", "arxiv:2603.25002"],
  ["Poincaré", "arxiv:2603.25002"],
  ["alpha decay", "arxiv:2603.25002"],
  ["α-decay", "arxiv:2603.25002"],
  ["Słupski", "arxiv:2603.25002"],
  ["au:slupski", "arxiv:2603.25002"],
  ["au:hinton_g", "arxiv:2603.25002"],
  ['au:"Geoffrey Hinton"', "arxiv:2603.25002"],
  ["co:gulls", "arxiv:2603.25002"],
  ["doi:10.1000/maps.1", "arxiv:2603.25002"],
  ["cat:math", "arxiv:2603.25002"],
  ["on:2026-W13 maps", "arxiv:2603.25002"],
  ["hep-th/9901001", "arxiv:hep-th/9901001"],
  ['"loop that"', "arxiv:hep-th/9901001"],
  ["jr:bays", "arxiv:hep-th/9901001"],
  ["is:replacement", "arxiv:hep-th/9901001"],
  ["before:2000", "arxiv:hep-th/9901001"],
  ["C++", "arxiv:hep-th/9901001"],
  ["gpt-4", "arxiv:hep-th/9901001"],
  ["(laundry OR loops) -robot", "arxiv:hep-th/9901001"],
] as const;

test("each of these queries finds the paper that it means, and nothing else", async () => {
  const { search } = await library();
  for (const [query, identifier] of wanted) {
    const { papers, total } = await search(query);
    expect([query, total, papers[0]?.identifier]).toEqual([query, 1, identifier]);
  }
});

test("a word in the title counts for more than one in the abstract", async () => {
  const { search, save } = await library();
  await save(aPaper({ identifier: "arxiv:2603.25003", title: "A robot", abstract: "Of sorts." }));
  const { papers, total } = await search("robot");
  expect(total).toBe(3);
  expect(papers[0]?.identifier).toBe("arxiv:2603.25003");
});

test("a whole title finds its paper first, whatever others say of the same", async () => {
  const { search, save } = await library();
  await save(
    aPaper({ identifier: "arxiv:2603.25004", title: "First Proof" }),
    aPaper({ identifier: "arxiv:2603.25005", title: "First proof first: proof of first proofs" }),
  );
  const { papers } = await search("first proof");
  expect(papers.map(({ identifier }) => identifier)).toEqual([
    "arxiv:2603.25004",
    "arxiv:2603.25005",
  ]);
});

test("where no paper holds all words, those that hold some follow and are not counted", async () => {
  const { search } = await library();
  const result = await search("quantum robot laundry");
  expect(result).toMatchObject({ total: 0, nearly: 2, foundBy: ["some", "some"] });
  expect(result.papers[0]?.identifier).toBe("arxiv:2603.25001");
  const some = await search("robot shirts");
  expect(some).toMatchObject({ total: 1, nearly: 1, foundBy: ["all", "some"] });
});

test("a word that nobody uses is forgiven, and what was looked for instead is said", async () => {
  const { search } = await library();
  const typo = await search("laundri foldign");
  expect(typo.total).toBe(1);
  const beginning = await search("laun");
  expect(beginning).toMatchObject({ total: 1, forgiven: [{ typed: "laun", instead: "Laundry" }] });
});

test("filters have exact counts, and months too", async () => {
  const { search } = await library();
  const { facets, months } = await search("after:1990");
  const counts = Object.fromEntries(facets.map(({ facet, papers }) => [facet, papers]));
  expect(counts).toMatchObject({
    "cat:cs.RO": 1,
    "cat:math.DS": 1,
    "source:arxiv": 3,
    "has:code": 1,
    "is:new": 2,
  });
  expect(months).toEqual([
    { month: "1999-01", papers: 1 },
    { month: "2026-03", papers: 2 },
  ]);
});

test("votes are counted at the moment of asking", async () => {
  const { search, db, now } = await library();
  expect((await search("has:votes")).total).toBe(0);
  for (const visitor of ["ann", "ben"]) await castVote(db, { paper: 2, visitor, up: true, now });
  await castVote(db, { paper: 1, visitor: "ann", up: true, now });
  expect((await search("votes:>1")).papers.map(({ id }) => id)).toEqual([2]);
  expect((await search("votes:1")).papers.map(({ id }) => id)).toEqual([1]);
  expect((await search("votes:0")).papers.map(({ id }) => id)).toEqual([3]);
  expect((await search("a sort:votes")).papers.map(({ id }) => id)).toEqual([2, 1, 3]);
  await castVote(db, { paper: 2, visitor: "ann", up: false, now });
  expect((await search("votes:>1")).total).toBe(0);
});

test("what changed or went is found so, and not as it was", async () => {
  const { search, db, save } = await library();
  expect((await search("laundry")).total).toBe(1);
  await save(aPaper({ title: "Ironing With Two Left Hands" }));
  expect((await search("laundry")).total).toBe(0);
  expect((await search("ironing")).total).toBe(1);
  await deleteRows(db, [1]);
  expect((await search("ironing")).total).toBe(0);
});

test("results are sorted by date, newest first, and paged", async () => {
  const { search } = await library();
  const days = (await search("after:1990 sort:date", { perPage: 2 })).papers.map(
    ({ appearances }) => appearances[0]?.day,
  );
  expect(days).toEqual(["2026-03-27", "2026-03-26"]);
  const last = await search("after:1990 sort:date", { perPage: 2, page: 2 });
  expect(last).toMatchObject({ total: 3, pages: 2, foundBy: ["all"] });
  expect(last.papers.map(({ identifier }) => identifier)).toEqual(["arxiv:hep-th/9901001"]);
});

test("whatever is typed gets an answer", async () => {
  const { search } = await library();
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "*",
        "(",
        ")",
        "^",
        "-",
        ":",
        "AND ",
        "OR ",
        "a ",
        "'",
        "\0",
        "ti:",
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(typed, async (query) => {
      const { total } = await search(query);
      expect(total).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("a query of ten thousand characters is cut, and that is said", async () => {
  const { search } = await library();
  const { total, query } = await search(`laundry ${"folding ".repeat(2000)}`);
  expect(total).toBe(1);
  expect(query.mistakes).not.toEqual([]);
});
