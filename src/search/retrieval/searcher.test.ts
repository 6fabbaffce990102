// Whatever is asked, the index answers what a look at every paper would.
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainSearch, toIndex, type PlainPaper } from "../../../fixtures/plain-search.ts";
import { SegmentBuilder } from "../segments/builder.ts";
import type { Clause, Fields, IndexRequest, Order } from "./clause.ts";
import { FacetNames } from "./facets.ts";
import { holds } from "./holds.ts";
import { inMemory } from "./in-memory.ts";
import { Lookup } from "./lookup.ts";
import { Matcher } from "./match.ts";
import { isIn } from "./places.ts";
import { makePlan } from "./planner.ts";
import { Searcher } from "./searcher.ts";
import type { Segment } from "./segment.ts";

const words = ["the", "robot", "graph", "deep", "lattic", "quark", "nobodi"];
const names = ["ann", "lee", "kim", "a", "k"];
const categories = ["cs.CV", "cs.LG", "hep-th", "math.AG", "math.NT"];
const flags = ["has:code", "is:new", "is:withdrawn"];
const facets = [
  "cat:CS.cv",
  "cat:cs",
  "cat:math.*",
  "cat:hep-th",
  "source:ArXiv",
  "has:code",
  "cat:c",
];
const averageLength = 9;
const firstDay = 20_000;

/** Of a list, the first often and the last hardly ever. */
function skewed<Each>(list: readonly Each[]): fc.Arbitrary<Each> {
  return fc.oneof(
    ...list.map((value, i) => ({ weight: 4 ** (list.length - i), arbitrary: fc.constant(value) })),
  );
}

const aText = (maxLength: number) => fc.array(skewed(words.slice(0, -1)), { maxLength });
const aPaper: fc.Arbitrary<PlainPaper> = fc.record({
  number: fc.integer({ min: 1, max: 4000 }),
  day: fc.integer({ min: firstDay, max: firstDay + 99 }),
  title: aText(5),
  abstract: aText(14),
  authors: fc.array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }), {
    maxLength: 3,
  }),
  categories: fc.uniqueArray(fc.constantFrom(...categories), { minLength: 1, maxLength: 2 }),
  flags: fc.subarray(flags),
  isGone: fc.constant(false),
});

const aNumber = fc.integer({ min: 0, max: 4100 });
const someFields = fc.constantFrom<Fields>(1, 2, 3, 3, 3);
const someKeys = fc.uniqueArray(fc.constantFrom(...words, "a:ann", "a:k"), {
  minLength: 1,
  maxLength: 2,
});
const textKeys = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 });
const nameKeys = fc.constantFrom(...names).map((name) => [`a:${name}`]);

const { clause: aClause } = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("word"),
      keys: someKeys,
      fields: someFields,
      weight: fc.constantFrom(1, 0.5, 3),
    }),
    fc.record({
      kind: fc.constant("phrase"),
      places: fc.array(textKeys, { maxLength: 3 }),
      fields: someFields,
      together: fc.constant("in a row"),
    }),
    fc.record({
      kind: fc.constant("phrase"),
      places: fc.array(nameKeys, { minLength: 1, maxLength: 3 }),
      fields: fc.constant(3),
      together: fc.constant("in one name"),
    }),
    fc.record({ kind: fc.constant("facet"), facet: fc.constantFrom(...facets) }),
    fc
      .tuple(fc.integer({ min: -2, max: 101 }), fc.integer({ min: -2, max: 60 }))
      .map(([from, days]) => ({ kind: "days", from: firstDay + from, to: firstDay + from + days })),
    fc
      .array(aNumber, { maxLength: 30 })
      .map((numbers) => ({ kind: "papers", numbers: Uint32Array.from(numbers) })),
    fc.record({
      kind: fc.constantFrom("or", "and"),
      of: fc.array(tie("clause"), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constantFrom("or", "and"),
      of: fc.array(tie("clause"), { minLength: 2, maxLength: 4 }),
    }),
    // Words that are said again and again.
    fc.record({
      kind: fc.constantFrom("or", "and"),
      of: fc.array(
        fc.record({
          kind: fc.constant("word"),
          keys: fc.constantFrom(["the"], ["graph"]),
          fields: fc.constant(3),
          weight: fc.constant(1),
        }),
        { maxLength: 9 },
      ),
    }),
    fc.record({ kind: fc.constant("not"), of: tie("clause") }),
  ) as fc.Arbitrary<Clause>,
}));

const anOrder: fc.Arbitrary<Order> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Order>({ by: "relevance" }) },
  fc.constant<Order>({ by: "date" }),
  fc
    .uniqueArray(fc.tuple(aNumber, fc.integer({ min: 1, max: 9 })), {
      selector: ([number]) => number,
      maxLength: 60,
    })
    .map((voted): Order => ({
      by: "votes",
      numbers: Uint32Array.from(voted, ([number]) => number),
      votes: Uint32Array.from(voted, ([, votes]) => votes),
    })),
);

const aRequest: fc.Arbitrary<IndexRequest> = fc.record(
  {
    clause: aClause,
    nearly: aClause,
    first: fc.array(aNumber, { maxLength: 4 }),
    counting: fc.boolean(),
    order: anOrder,
    offset: fc.constantFrom(0, 0, 3, 40),
    limit: fc.constantFrom(0, 1, 10, 30, 9000),
    forgiving: fc.constant(false),
  },
  { requiredKeys: ["order", "offset", "limit", "forgiving"] },
);

interface Collection {
  held: readonly PlainPaper[];
  segments: readonly Segment[];
  names: FacetNames;
}

/** Segments as they would be written: what a later one holds again, or was removed, is gone. */
function collect(
  written: readonly (readonly PlainPaper[])[],
  removed: readonly number[],
): Collection {
  const names = new FacetNames();
  const parts = written.map((papers) => [
    ...new Map(papers.map((paper) => [paper.number, paper])).values(),
  ]);
  const held = parts.map((papers, i) =>
    papers.map((paper) => ({
      ...paper,
      isGone:
        removed.includes(paper.number) ||
        parts.slice(i + 1).some((later) => later.some(({ number }) => number === paper.number)),
    })),
  );
  const segments = held.map((papers) => {
    const builder = new SegmentBuilder();
    for (const paper of papers) builder.add(toIndex(paper));
    const segment = inMemory(builder.build(averageLength), names);
    const gone = new Set(papers.filter(({ isGone }) => isGone).map(({ number }) => number));
    segment.columns.numbers.forEach((number, place) => {
      if (gone.has(number)) segment.remove(place);
    });
    return segment;
  });
  return { held: held.flat(), segments, names };
}

const searcher = new Searcher();

function expectRight({ held, segments, names }: Collection, request: IndexRequest): void {
  const answer = searcher.answer(segments, names, request);
  expect({
    ...answer,
    facets: answer.facets.toSorted((a, b) => (a.facet < b.facet ? -1 : 1)),
  }).toEqual(plainSearch(held, averageLength, request));
}

/** What is asked of several clauses at once is what each would be answered alone. */
function expectEachRight(collection: Collection, requests: readonly IndexRequest[]): void {
  const { segments, names } = collection;
  const [within = everything, ...clauses] = requests.map(({ clause = everything }) => clause);
  const each = (listing: boolean) =>
    searcher.answerEach(segments, names, { clauses, within, listing });
  const alone = clauses.map((clause) => {
    const { total, numbers } = searcher.answer(segments, names, {
      clause: { kind: "and", of: [clause, within] },
      order: { by: "date" },
      offset: 0,
      limit: 10_000,
      forgiving: false,
    });
    return { total, numbers: numbers.toSorted((a, b) => a - b) };
  });
  const listed = each(true).map(({ total, numbers }) => ({
    total,
    numbers: numbers.toSorted((a, b) => a - b),
  }));
  expect(listed).toEqual(alone);
  expect(each(false)).toEqual(alone.map(({ total }) => ({ total, numbers: [] })));
}

const everything: Clause = { kind: "and", of: [] };

/** What is looked up of one paper is what going through all of them finds. */
function expectToHold(
  { segments, names }: Collection,
  { clause = everything }: IndexRequest,
): void {
  const matcher = new Matcher();
  const plan = makePlan(clause, new Lookup(segments), names);
  segments.forEach((segment, s) => {
    const { bits } = matcher.match(plan, segment, s, matcher.begin(segment));
    const there = Array.from({ length: segment.count }, (_, place) => place).filter(
      (place) => !segment.isGone(place),
    );
    expect(there.filter((place) => holds(plan, matcher, { segment, s, place }))).toEqual(
      there.filter((place) => isIn(bits, place)),
    );
  });
}

test("any request to any few papers is answered as by a look at each", () => {
  const someSegments = fc.array(fc.array(aPaper, { maxLength: 12 }), { maxLength: 4 });
  fc.assert(
    fc.property(
      someSegments,
      fc.array(aNumber, { maxLength: 5 }),
      fc.array(aRequest, { minLength: 8, maxLength: 8 }),
      (written, removed, requests) => {
        const collection = collect(written, removed);
        for (const request of requests) expectRight(collection, request);
        for (const request of requests.slice(0, 2)) expectToHold(collection, request);
        expectEachRight(collection, requests);
      },
    ),
    { numRuns: 300 },
  );
});

test("any request to thousands of papers is answered as by a look at each", () => {
  const [papers = []] = fc.sample(
    fc.array(aPaper, { minLength: 3000, maxLength: 3000, size: "max" }),
    { numRuns: 1, seed: 7 },
  );
  const collection = collect(
    [papers.slice(0, 2500), papers.slice(2500, 2950), papers.slice(2950)],
    [5, 77, 300],
  );
  fc.assert(
    fc.property(aRequest, (request) => expectRight(collection, request)),
    { numRuns: 300 },
  );
});
