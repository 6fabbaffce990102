// Whatever is typed, something is looked for, and nothing breaks.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileQueries } from "../../../fixtures/hostile-queries.ts";
import { matcher } from "../marks.ts";
import { compile } from "./compile.ts";
import { filtersIn, withFilter, withoutFilter } from "./filters.ts";
import { longestQuery, parseQuery } from "./parse.ts";
import { understand } from "./understand.ts";

const today = "2026-03-27";
const noVotes = {
  votes: () => Promise.resolve(new Uint32Array()),
  own: () => Promise.resolve(new Uint32Array()),
  papers: () => Promise.resolve([]),
};

test("every string is read, and what is wrong is told at a place within it", async () => {
  await fc.assert(
    fc.asyncProperty(hostileQueries, async (typed) => {
      const query = parseQuery(typed, { today });
      expect(query.text.length).toBeLessThanOrEqual(longestQuery);
      expect(parseQuery(query.text, { today }).text).toBe(query.text);
      for (const { from, to } of query.mistakes) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(query.text.length);
      }
      encodeURIComponent(query.text);
      const { clause, nearly } = await compile(query, noVotes);
      expect(clause === undefined).toBe(query.isEmpty);
      expect(nearly === undefined || query.hasWords).toBe(true);
      for (const { text } of understand(query)) expect(query.text).toContain(text);
      matcher(query)("word");
    }),
    { numRuns: 5000 },
  );
});

test("a filter that is put to any query is in it, and out of it when it is taken out", () => {
  const filters = fc.constantFrom(
    "cat:cs.CV",
    "source:arxiv",
    "on:2026-03",
    "has:code",
    "is:new",
    "is:saved",
    "tag:x",
  );
  fc.assert(
    fc.property(hostileQueries, filters, (typed, filter) => {
      // What is at the limits already takes nothing more.
      fc.pre(typed.length < 1000);
      const text = withFilter(typed, filter);
      expect(filtersIn(parseQuery(text, { today }))).toContain(filter);
      const rest = withoutFilter(text, filter);
      expect(filtersIn(parseQuery(rest, { today }))).not.toContain(filter);
    }),
    { numRuns: 2000 },
  );
});
