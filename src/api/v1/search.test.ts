// Whoever walks a search by `next` gets each paper once.
import fc from "fast-check";
import type { Hono } from "hono";
import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";

const subjects = ["robot", "policy", "diffusion", "graph", "galaxy", "tactile", "vision"];
const acts = ["learning", "planning", "grasping", "sampling", "bounds", "imitation"];
const things = ["navigation", "manipulation", "spectra", "halos", "language", "images", "hands"];

/** More of some words than words alone put at the head, each near to others in meaning. */
const papers = Array.from({ length: 320 }, (_, i) =>
  aPaper({
    identifier: `arxiv:2603.${String(i).padStart(5, "0")}`,
    title: `${subjects[i % 7]!} ${acts[i % 6]!} ${i % 9 === 0 ? "twice" : i}`,
    abstract: `A ${i % 4 === 0 ? "" : "policy"} for ${things[(i * i) % 7]!} by ${acts[(i >> 2) % 6]!}.`,
    categories: [i % 3 === 0 ? "cs.RO" : "cs.LG"],
  }),
);

test("any search, walked by pages of any size, gives each paper once, in one order, and tells what its page offers", async () => {
  const { app, save } = await openInstance();
  await save(...papers);
  await expectPageToOffer(app, "policy cat:cs.RO");

  async function walk(q: string, limit: number) {
    const all: string[] = [];
    let counted: { total: number; bySomeWords: number; byMeaning: number };
    let cursor = "";
    do {
      const query = new URLSearchParams({ q, limit: String(limit), ...(cursor && { cursor }) });
      const response = await app.request(`/api/v1/search/identifiers?${query.toString()}`);
      const { items, next, ...counts } = (await response.json()) as typeof counted & {
        items: string[];
        next: string | null;
      };
      all.push(...items);
      counted = counts;
      cursor = next ?? "";
    } while (cursor);
    return { all, ...counted };
  }

  const aWord = fc.constantFrom("policy", "policy", ...subjects, ...acts, ...things, "twice");
  const aQuery = fc
    .tuple(aWord, fc.option(aWord), fc.constantFrom("", "", " cat:cs.RO", " -halos"))
    .map(([word, other, filter]) => `${word}${other ? ` ${other}` : ""}${filter}`);
  await fc.assert(
    fc.asyncProperty(aQuery, fc.constantFrom(20, 37, 50), async (q, limit) => {
      const walked = await walk(q, limit);
      const { all, total, bySomeWords, byMeaning } = walked;
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBe(total + bySomeWords + byMeaning);
      const byOther = await walk(q, 100);
      // Where fewer match than a page holds, papers that nearly do are looked for too.
      expect(byOther.bySomeWords === bySomeWords ? byOther : walked).toEqual(walked);
    }),
    {
      numRuns: 12,
      examples: [
        ["policy", 20],
        ["policy learning", 50],
        ["policy cat:cs.RO", 37],
      ],
    },
  );
});

/** What a search can be narrowed to, the filters of a kind as alternatives. */
async function expectPageToOffer(app: Hono, query: string) {
  const q = encodeURIComponent(query);
  const answer = await app.request(`/api/v1/search?q=${q}`);
  const told = (await answer.json()) as { facets: { facet: string; papers: number }[] };
  expect(told.facets.filter(({ facet }) => facet.startsWith("cat:"))).toHaveLength(2);
  const page = await (await app.request(`/search?q=${q}`)).text();
  for (const facet of ["cat:cs.LG", "cat:cs.RO", "has:code", "has:votes"]) {
    const box = page.slice(page.indexOf(`value="${facet}"`));
    const [, shown] = /"choice-count">([\d,]+)</.exec(box)!;
    const { papers } = told.facets.find((each) => each.facet === facet) ?? { papers: 0 };
    expect([facet, String(papers)]).toEqual([facet, shown]);
  }
}
