// A hundred thousand strings that no reader would type, at the page and at the API.
import fc from "fast-check";
import { expect, test } from "vitest";
import { manyPapers } from "../../fixtures/web.ts";
import { openInstance } from "../../fixtures/instance.ts";

const queries = 100_000;
const pieces = [
  '"',
  "“",
  "(",
  ")",
  "-",
  "*",
  ":",
  "^",
  "~",
  "..",
  "\\",
  "/",
  "%",
  "&",
  "<b>",
  "\0",
  "\ud800",
  " OR ",
  " AND ",
  " NOT ",
  " ANDNOT ",
  "or",
  " ",
  "  ",
  "\n",
  "\t",
  "🦜",
  "e\u0301",
  "ﬁ",
  "β",
  "ti:",
  "au:",
  "abs:",
  "cat:",
  "co:",
  "jr:",
  "id:",
  "doi:",
  "source:",
  "foo:",
  "all:",
  "after:",
  "before:",
  "on:",
  "2026",
  "2026-W53",
  "2026-13",
  "99999",
  "today",
  "has:",
  "is:",
  "code",
  "votes",
  "new",
  "votes:>",
  "votes:",
  "5..1",
  "sort:",
  "date",
  "relevance",
  "paper",
  "quantum",
  "the",
  "of",
  "C++",
  "p-value",
  "a-b-c-d-e-f",
  "x".repeat(300),
  "((((",
  "-(-(-(",
  "'; drop table papers; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "{{7*7}}",
];

test("a hundred thousand hostile strings get an answer each, and none an error", async () => {
  const { app, save } = await openInstance();
  await save(...manyPapers(300));
  const typed = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 30 }) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 100 }) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 900 }) },
  );
  const strings = fc.sample(typed, { numRuns: queries, seed: 11 });
  const statuses = new Map<number, number>();
  let slowest = { ms: 0, query: "" };
  for (const [at, query] of strings.entries()) {
    const path = at % 10 === 0 ? "/search" : "/api/v1/search";
    const began = performance.now();
    // As a browser would send it; half of a surrogate pair cannot be sent at all.
    const q = encodeURIComponent(query.toWellFormed());
    const { status } = await app.request(`${path}?limit=5&q=${q}`);
    const ms = performance.now() - began;
    if (ms > slowest.ms && at > 0) slowest = { ms, query };
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 500) throw new Error(`${status} for ${JSON.stringify(query)}`);
  }
  console.log(Object.fromEntries(statuses), slowest);
  expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(queries);
}, 1_500_000);
