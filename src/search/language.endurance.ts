// A hundred thousand random and hostile strings are read.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileQueries } from "../../fixtures/hostile-queries.ts";
import { compile } from "./language/compile.ts";
import { parseQuery } from "./language/parse.ts";

const votes = () => Promise.resolve(new Uint32Array());
const papers = (): Promise<number[]> => Promise.resolve([]);

test("a hundred thousand strings are read, each to something", async () => {
  await fc.assert(
    fc.asyncProperty(hostileQueries, async (typed) => {
      const query = parseQuery(typed, { today: "2026-03-27" });
      const { clause } = await compile(query, { votes, papers });
      expect(clause !== undefined).toBe(!query.isEmpty);
      const { length } = query.text;
      const isWithin = ({ from, to }: { from: number; to: number }) =>
        from >= 0 && from <= to && to <= length;
      expect(query.mistakes.every(isWithin)).toBe(true);
      expect(parseQuery(query.text, { today: "2026-03-27" }).text).toBe(query.text);
    }),
    { numRuns: 100_000 },
  );
});
