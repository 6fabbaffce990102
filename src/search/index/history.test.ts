// Whatever happens to papers, in whatever order, a search finds what is there and nothing else.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Searcher } from "../retrieval/searcher.ts";
import type { Clause } from "../retrieval/clause.ts";
import { inMemory, toMerge } from "../retrieval/in-memory.ts";
import { SegmentBuilder } from "../segments/builder.ts";
import { mergeSegments } from "../segments/merge.ts";
import type { PaperToIndex } from "../segments/paper-text.ts";
import type { SegmentData } from "../segments/segment-data.ts";
import { SegmentSet, type Kept, type MergeJob } from "./segment-set.ts";

const words = ["robot", "robots", "BERT", "bert's", "multi-modal", "deep", "of", "graph", "L2"];
// How each word is held, with the numbers of the papers left to say what holds it.
const terms = ["robot", "BERT", "multimod", "deep", "of", "graph", "l2"];
const numbers = fc.integer({ min: 1, max: 40 });

const aChange = fc.record({
  number: numbers,
  day: fc.integer({ min: 20_000, max: 20_080 }),
  title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
  abstract: fc.array(fc.constantFrom(...words), { maxLength: 10 }),
  category: fc.constantFrom("cs.CV", "cs.LG"),
});

const aStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      changes: fc.array(aChange, { maxLength: 8 }),
      removed: fc.array(numbers, { maxLength: 3 }),
    }),
  },
  // What is to be merged is chosen before the next write, and swapped in after it.
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("merge" as const),
      chosen: fc.array(fc.nat(), { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const) }) },
);

type Change = typeof aChange extends fc.Arbitrary<infer Value> ? Value : never;

function paperOf({ number, day, title, abstract, category }: Change): PaperToIndex {
  return {
    number,
    day,
    // A text all in capitals would be read as if it shouted.
    title: ["of", ...title].join(" "),
    abstract: ["of", ...abstract].join(" "),
    authors: [],
    comment: "",
    journal: "",
    identifiers: [],
    categories: [category],
    source: "arxiv",
    flags: [],
  };
}

/** The files of an index, but in memory, so that thousands of histories take seconds. */
function openLibrary() {
  const files = new Map<string, SegmentData>();
  let order: string[] = [];
  let next = 1;
  let set = new SegmentSet();
  let merging: MergeJob | undefined;

  function keep(data: SegmentData): Kept {
    const file = String(next++);
    files.set(file, data);
    return open(file);
  }

  function open(file: string): Kept {
    const data = files.get(file)!;
    return { file, segment: inMemory(data, set.names), removed: data.removed, close() {} };
  }

  return {
    get set() {
      return set;
    },
    write(papers: readonly PaperToIndex[], removed: readonly number[]) {
      const builder = new SegmentBuilder();
      for (const paper of papers) builder.add(paper);
      const kept = keep(builder.build(10, removed));
      order.push(kept.file);
      set.add(kept);
    },
    beginMerge(chosen: readonly number[]) {
      const places = [...new Set(chosen.map((each) => each % Math.max(1, order.length)))];
      if (merging || order.length === 0 || places.length === 0) return;
      merging = set.describe(places.toSorted((a, b) => a - b));
    },
    endMerge() {
      if (!merging) return;
      const inputs = merging.inputs.map(({ file }) => file);
      const merged = keep(
        mergeSegments(
          merging.inputs.map(({ file, gone }) => ({ data: toMerge(files.get(file)!), gone })),
          merging.removed,
        ),
      );
      set.replace(inputs, merged);
      order = [...set.files];
      merging = undefined;
    },
    reopen() {
      // A merge that did not end left nothing behind.
      merging = undefined;
      set = new SegmentSet();
      set.arrange(order, order.map(open));
    },
  };
}

function find(set: SegmentSet, clause: Clause): number[] {
  const request = {
    clause,
    order: { by: "date" },
    offset: 0,
    limit: 100,
    forgiving: false,
  } as const;
  const { numbers, total, facets } = new Searcher().answer(set.segments, set.names, request);
  expect(total).toBe(numbers.length);
  expect(
    facets.reduce((sum, { facet, papers }) => sum + (facet.startsWith("cat:") ? papers : 0), 0),
  ).toBe(total);
  return numbers.toSorted((a, b) => a - b);
}

function holds(paper: Change, term: string): boolean {
  const spelled: Record<string, string[]> = {
    robot: ["robot", "robots"],
    BERT: ["BERT"],
    multimod: ["multi-modal"],
    l2: ["L2"],
  };
  if (term === "of") return true;
  return (spelled[term] ?? [term]).some((word) =>
    [...paper.title, ...paper.abstract].includes(word),
  );
}

test("after any history of writes, removals, merges and restarts, what is found is what is there", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 1, maxLength: 25 }), (steps) => {
      const library = openLibrary();
      const there = new Map<number, Change>();
      for (const step of steps) {
        if (step.kind === "merge") library.beginMerge(step.chosen);
        else if (step.kind === "reopen") library.reopen();
        else {
          const changes = new Map(step.changes.map((change) => [change.number, change]));
          for (const number of step.removed) changes.delete(number);
          library.write([...changes.values()].map(paperOf), step.removed);
          for (const number of step.removed) there.delete(number);
          for (const change of changes.values()) there.set(change.number, change);
          library.endMerge();
        }
        for (const term of terms) {
          const clause: Clause = { kind: "word", keys: [term], fields: 3, weight: 1 };
          const expected = [...there.values()].filter((each) => holds(each, term));
          expect(find(library.set, clause)).toEqual(
            expected.map(({ number }) => number).toSorted((a, b) => a - b),
          );
          compared++;
        }
      }
    }),
    { numRuns: 120 },
  );
  expect(compared).toBeGreaterThan(3_000);
});
