import fc from "fast-check";
import { expect, test } from "vitest";
import { judgement } from "../../fixtures/judgements.ts";
import { feedMomentOf } from "../papers/announcement-calendar.ts";
import { addDays } from "../papers/period.ts";
import type { Count, Discussed, Signal, Upvote } from "../papers/signal.ts";
import { farEnough, firstScreen } from "./diversity.ts";
import type { Judgement } from "./editor/judgement.ts";
import { rank, type Rankable } from "./rank.ts";
import { mainReasons, type Ranked } from "./reason.ts";
import { defaultWeights, type Weights } from "./weights.ts";

const friday = "2026-03-27";
const closing = feedMomentOf(addDays(friday, 1)).getTime();
const hour = 3_600_000;
const day = 24 * hour;
const nobody: ReadonlyMap<number, Judgement> = new Map();

function paper(id: number, fields: Partial<Rankable> = {}): Rankable {
  return {
    id,
    identifier: `arxiv:2603.${10_000 + id}`,
    categories: ["cs.RO"],
    day: friday,
    ...fields,
  };
}

function vote(paper: number, ms = -6 * hour, weight = 1): Upvote {
  return {
    paper,
    kind: "upvote",
    source: "here",
    at: new Date(closing + ms).toISOString(),
    weight,
  };
}

function comment(paper: number, by: number, ms = -6 * hour, weight = 1): Discussed {
  return { ...vote(paper, ms, weight), kind: "comment", by };
}

function upvotes(paper: number, value: number, fields: Partial<Count> = {}): Count {
  const at = new Date(closing).toISOString();
  return { paper, kind: "upvotes", source: "hugging-face", value, at, ...fields };
}

function order(
  papers: readonly Rankable[],
  signals: readonly Signal[],
  {
    judgements = nobody,
    weights = defaultWeights,
  }: { judgements?: ReadonlyMap<number, Judgement>; weights?: Weights } = {},
): Ranked[] {
  return rank(papers, signals, { judgements, weights });
}

function ids(ranked: readonly Ranked[]): number[] {
  return ranked.map(({ id }) => id);
}

test("a paper without anything that speaks for it says that it has no votes yet, and no more", () => {
  for (const { score, reasons } of order([paper(1), paper(2, { categories: [] })], [])) {
    expect([score, reasons]).toEqual([0, [{ kind: "silence", text: "no votes yet", share: 0 }]]);
  }
  const weights = { ...defaultWeights, votes: 0 };
  const [voted] = order([paper(1)], [vote(1)], { weights });
  expect(mainReasons(voted!.reasons)).toEqual(["votes count nothing here"]);
});

test("votes are told with the time in which they came, and with their arithmetic", () => {
  const votes = [-6 * hour, -3 * hour, -0.5 * hour].map((ms) => vote(1, ms));
  const [ranked] = order([paper(1)], votes);
  expect(ranked!.reasons).toEqual([
    { kind: "votes", text: "3 votes in 6 hours", share: 6, detail: "3 × log₂(1 + 3)" },
  ]);
  expect(mainReasons(order([paper(1)], [vote(1)])[0]!.reasons)).toEqual(["1 vote"]);
  const spread = [vote(1, -30 * hour), vote(1, -2 * hour)];
  expect(mainReasons(order([paper(1)], spread)[0]!.reasons)).toEqual(["2 votes"]);
});

test("votes that came after the day say so, and for how much they count, but not in which hours", () => {
  const late = (...hours: number[]) => {
    const votes = hours.map((each) => vote(1, each * hour));
    const { text, detail, share } = order([paper(1)], votes)[0]!.reasons[0]!;
    return [text, detail, share.toFixed(2)];
  };
  expect(late(-2, -1, 7 * 24)).toEqual([
    "3 votes",
    "1 came after its day and counts less, in all 2.5: 3 × log₂(1 + 2.5)",
    "5.42",
  ]);
  expect(late(-1, 7 * 24, 14 * 24)).toEqual([
    "3 votes",
    "2 came after its day and count less, in all 1.75: 3 × log₂(1 + 1.75)",
    "4.38",
  ]);
  expect(late(7 * 24, 7 * 24)).toEqual([
    "2 votes",
    "all came after its day and count less, in all 1: 3 × log₂(1 + 1)",
    "3.00",
  ]);
  expect(late(7 * 24)).toEqual([
    "1 vote",
    "came after its day and counts 0.5: 3 × log₂(1 + 0.5)",
    "1.75",
  ]);
});

test("votes of newcomers or from one place say so, and for how much all count", () => {
  const told = (...votes: [hours: number, weight: number][]) => {
    const signals = votes.map(([hours, weight]) => vote(1, hours * hour, weight));
    const { text, detail } = order([paper(1)], signals)[0]!.reasons[0]!;
    return [text, detail];
  };
  const eight = Array.from({ length: 8 }, (_, n): [number, number] => [-n - 30, 1]);
  const less = [0.25, 0.25, 0.5, 0.5].map((weight, n): [number, number] => [-n - 1, weight]);
  expect(told(...eight, ...less)).toEqual([
    "12 votes",
    "4 are by newcomers or from one place and count less, in all 9.5: 3 × log₂(1 + 9.5)",
  ]);
  expect(told([-1, 1], [-1, 0.25])).toEqual([
    "2 votes in an hour",
    "1 is by a newcomer or from one place with others and counts less, in all 1.25: 3 × log₂(1 + 1.25)",
  ]);
  expect(told([-1, 0.5], [-2, 0.25], [7 * 24, 1])[1]).toBe(
    "2 are by newcomers or from one place, 1 came after its day; these count less, in all 1.25: " +
      "3 × log₂(1 + 1.25)",
  );
  expect(told([-1, 0.25])).toEqual([
    "1 vote",
    "is a newcomer’s and counts 0.25: 3 × log₂(1 + 0.25)",
  ]);
  expect(told([7 * 24, 0.5])[1]).toBe(
    "is a newcomer’s, came after its day and counts 0.25: 3 × log₂(1 + 0.25)",
  );
});

test("votes of banned readers are told beside the others, and add nothing", () => {
  const [ranked] = order([paper(1)], [vote(1), vote(1, -3 * hour), vote(1, -hour, 0)]);
  expect(ranked!.reasons).toEqual([
    {
      kind: "votes",
      text: "3 votes in 5 hours",
      share: 3 * Math.log2(3),
      detail: "1 is by a banned reader and counts less, in all 2: 3 × log₂(1 + 2)",
    },
  ]);
  const mixed = order([paper(1)], [vote(1), vote(1, -hour, 0.5), vote(1, -hour, 0)]);
  expect(mixed[0]!.reasons[0]!.detail).toBe(
    "1 is by a newcomer or from one place with others, 1 is by a banned reader; these count less, in all 1.5: 3 × log₂(1 + 1.5)",
  );
  expect(mainReasons(order([paper(1)], [vote(1, -hour, 0)])[0]!.reasons)).toEqual([
    "votes count nothing here",
  ]);
});

test("readers who discuss a paper speak for it by their number, as little as a weight says", () => {
  const [ranked] = order(
    [paper(1)],
    [1, 2, 3].map((by) => comment(1, by)),
  );
  expect(ranked!.reasons).toEqual([
    {
      kind: "discussion",
      text: "3 readers discuss it",
      share: 1,
      detail: "0.5 × log₂(1 + 3)",
    },
  ]);
  const late = order([paper(1)], [comment(1, 1, 7 * day)]);
  expect(late[0]!.reasons[0]).toEqual({
    kind: "discussion",
    text: "1 reader commented",
    share: 0.5 * Math.log2(1.5),
    detail: "came after its day and counts 0.5: 0.5 × log₂(1 + 0.5)",
  });
  // Sixty who quarrel lift a paper less than one vote does.
  const quarrel = Array.from({ length: 60 }, (_, by) => comment(1, by));
  expect(ids(order([paper(1), paper(2)], [...quarrel, vote(2)]))).toEqual([2, 1]);
  const weights = { ...defaultWeights, discussion: 0 };
  expect(mainReasons(order([paper(1)], quarrel, { weights })[0]!.reasons)).toEqual([
    "no votes yet",
  ]);
});

test("the editor's judgement counts as many times as its weight says", () => {
  const judgements = new Map([[1, judgement(0.197)]]);
  const [ranked] = order([paper(1)], [], { judgements, weights: { ...defaultWeights, editor: 3 } });
  expect(ranked!.reasons).toEqual([{ kind: "words", text: "words: gull", share: 3 * 0.197 }]);
});

test("a vote counts whole until its day closes, half a half-life later, a quarter at last", () => {
  const share = (ms: number) => order([paper(1)], [vote(1, ms)])[0]!.score;
  const whole = 3;
  expect([share(-20 * hour), share(0)]).toEqual([whole, whole]);
  expect(share(7 * day)).toBeCloseTo(3 * Math.log2(1.5));
  expect(share(400 * day)).toBeCloseTo(3 * Math.log2(1.25));
});

test("a day's order is the same whenever it is asked for, until somebody votes again", () => {
  const papers = [paper(1), paper(2), paper(3)];
  const votes = [vote(1), vote(1, 3 * day), vote(3, 5 * day)];
  const before = order(papers, votes);
  // Nothing in the answer depends on the time at which it is given.
  expect(order(papers, votes)).toEqual(before);
  expect(ids(before)).toEqual([1, 3, 2]);
  expect(
    ids(order(papers, [...votes, vote(3, 9 * day), vote(3, 9 * day), vote(3, 9 * day)])),
  ).toEqual([3, 1, 2]);
});

test("one vote outweighs small differences of the editor", () => {
  const judgements = new Map([
    [1, judgement(2.5)],
    [2, judgement(-0.4)],
  ]);
  expect(ids(order([paper(1), paper(2)], [], { judgements }))).toEqual([1, 2]);
  expect(ids(order([paper(1), paper(2)], [vote(2)], { judgements }))).toEqual([2, 1]);
});

test("a count is held against what is typical of its site on its day", () => {
  const loud = [10, 20, 1000].map((value, index) => upvotes(index + 1, value));
  const quiet = { source: "elsewhere", kind: "upvotes" } as const;
  const soft = [1, 2, 100].map((value, index) => upvotes(index + 4, value, quiet));
  const papers = [1, 2, 3, 4, 5, 6].map((id) => paper(id));
  const scores = new Map(order(papers, [...loud, ...soft]).map(({ id, score }) => [id, score]));
  for (const [one, other] of [
    [1, 4],
    [2, 5],
    [3, 6],
  ] as const) {
    expect(scores.get(one)).toBeCloseTo(scores.get(other)!);
  }
  expect(scores.get(2)).toBe(1.5);
  expect(scores.get(3)).toBe(1.5 * 3);
});

test("a busy day does not drown a quiet one", () => {
  const papers = [paper(1), paper(2), paper(3, { day: "2026-03-26" })];
  const ranked = order(papers, [upvotes(1, 100), upvotes(2, 100), upvotes(3, 4)]);
  expect(new Set(ranked.map(({ score }) => score))).toEqual(new Set([1.5]));
});

test("stars are told by their growth where that is known, and growth of nothing is no reason", () => {
  const stars = (id: number, value: number, before?: number) =>
    upvotes(id, value, {
      kind: "stars",
      ...(before !== undefined && {
        before: { value: before, at: new Date(closing - 6 * day).toISOString() },
      }),
    });
  const ranked = order(
    [paper(1), paper(2), paper(3), paper(4)],
    [stars(1, 5240, 5000), stars(2, 240), stars(3, 900, 900), stars(4, 1)],
  );
  const words = new Map(ranked.map(({ id, reasons }) => [id, mainReasons(reasons)[0]]));
  expect(words.get(1)).toBe("code: 240 stars this week");
  expect(words.get(2)).toBe("code with 240 stars");
  expect(words.get(3)).toBe("no votes yet");
  expect(words.get(4)).toBe("code with 1 star");
  const [first] = order([paper(1)], [upvotes(1, 1234), upvotes(1, 12, { kind: "comments" })]);
  expect(mainReasons(first!.reasons)).toEqual([
    "1,234 upvotes at Hugging Face",
    "12 comments at Hugging Face",
  ]);
});

test("what says the same as a paper above gives way on the first screen, and says so", () => {
  const judgements = new Map([
    [1, judgement(3, 7)],
    [2, judgement(2.9, 7)],
    [3, judgement(2.5, 8)],
    [4, judgement(2.4)],
  ]);
  const ranked = order(
    [1, 2, 3, 4].map((id) => paper(id)),
    [],
    { judgements },
  );
  expect(ids(ranked)).toEqual([1, 3, 4, 2]);
  expect(ranked[3]!.reasons.at(-1)).toEqual({
    kind: "alike",
    text: "like No. 1",
    share: -1,
    detail: "1 × likeness 1",
  });
  expect(ranked[3]!.score).toBeCloseTo(1.9);
  const all = order(
    [1, 2, 3, 4].map((id) => paper(id)),
    [],
    {
      judgements,
      weights: { ...defaultWeights, alike: 0 },
    },
  );
  expect(ids(all)).toEqual([1, 2, 3, 4]);
});

test("what was withdrawn stands last, whatever its votes", () => {
  expect(ids(order([paper(1, { withdrawn: true }), paper(2)], [vote(1), vote(1)]))).toEqual([2, 1]);
});

// Days as they may come: papers with votes at any time, counts of two sites, judgements or none.
const someDay = fc
  .array(
    fc.record({
      votes: fc.array(
        fc.tuple(fc.integer({ min: -24, max: 24 * 30 }), fc.constantFrom(1, 0.25, 0.3)),
        { maxLength: 4 },
      ),
      upvotes: fc.option(fc.integer({ min: 0, max: 100_000 })),
      stars: fc.option(fc.integer({ min: 0, max: 100_000 })),
      judgement: fc.option(
        fc.record({
          shares: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 6 }),
          vector: fc.int8Array({ minLength: 4, maxLength: 4 }),
        }),
      ),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((given) => {
    const papers = given.map((_, id) => paper(id));
    const signals: Signal[] = given.flatMap(({ votes, upvotes: up, stars }, id) => [
      ...votes.map(([hours, weight]) => vote(id, hours * hour, weight)),
      ...(up === null ? [] : [upvotes(id, up)]),
      ...(stars === null ? [] : [upvotes(id, stars, { kind: "stars" })]),
    ]);
    const judgements = new Map(
      given.flatMap(({ judgement }, id) => {
        if (!judgement) return [];
        const { shares, vector } = judgement;
        const parts = shares.map(
          (share, n) => ({ kind: "words", text: `word ${n}`, share }) as const,
        );
        return [[id, { chance: 0.1, parts, vector }] as const];
      }),
    );
    return { papers, signals, judgements };
  });

test("whatever the day: where nobody commented, no weight of comments changes anything", () => {
  const weight = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(someDay, weight, ({ papers, signals, judgements }, discussion) => {
      const weights = { ...defaultWeights, discussion, discussionHalfLife: 0.25 };
      expect(order(papers, signals, { judgements, weights })).toEqual(
        order(papers, signals, { judgements }),
      );
    }),
  );
});

test("whatever the day: the shares add up to the score, exactly, strongest first", () => {
  fc.assert(
    fc.property(someDay, ({ papers, signals, judgements }) => {
      for (const { score, reasons } of order(papers, signals, { judgements })) {
        const shares = reasons.map(({ share }) => share);
        expect(reasons.length).toBeGreaterThan(0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(score);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      }
    }),
  );
});

test("whatever the day: the order is that of the scores, and each paper is in it once", () => {
  fc.assert(
    fc.property(someDay, ({ papers, signals, judgements }) => {
      const ranked = order(papers, signals, { judgements });
      const scores = ranked.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(ids(ranked).toSorted((a, b) => a - b)).toEqual(papers.map(({ id }) => id));
    }),
  );
});

test("whatever the day: on the first screen is taken off as much as papers are like those above", () => {
  fc.assert(
    fc.property(someDay, ({ papers, signals, judgements }) => {
      const ranked = order(papers, signals, { judgements });
      const bare = new Map(
        order(papers, signals, { judgements, weights: { ...defaultWeights, alike: 0 } }).map(
          ({ id, score }) => [id, score],
        ),
      );
      ranked.slice(0, firstScreen).forEach(({ id, score }, index) => {
        const cosines = ranked
          .slice(0, index)
          .map((above) => cosine(judgements.get(id)?.vector, judgements.get(above.id)?.vector));
        const alike = cosines.map((each) => Math.max(0, each - farEnough) / (1 - farEnough));
        const loss = alike.reduce((sum, each) => sum + each, 0);
        expect(score).toBeCloseTo(bare.get(id)! - defaultWeights.alike * loss, 9);
      });
    }),
  );
});

function cosine(one: Int8Array | undefined, other: Int8Array | undefined): number {
  if (!one || !other) return 0;
  const product = one.reduce((sum, value, index) => sum + value * other[index]!, 0);
  return product / (Math.hypot(...one) * Math.hypot(...other)) || 0;
}

test("whatever the day: the order does not depend on the order in which things are read", () => {
  const shuffled = someDay.chain(({ papers, signals, judgements }) =>
    fc.record({
      papers: fc.constant(papers),
      signals: fc.constant(signals),
      judgements: fc.constant(judgements),
      otherPapers: fc.shuffledSubarray(papers, { minLength: papers.length }),
      otherSignals: fc.shuffledSubarray(signals, { minLength: signals.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ papers, signals, judgements, otherPapers, otherSignals }) => {
      const other = order(otherPapers, otherSignals, { judgements });
      expect(other).toEqual(order(papers, signals, { judgements }));
    }),
  );
});

test("whatever another site counts, it adds no more than its most", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (values) => {
      const papers = values.map((_, id) => paper(id));
      const ranked = order(
        papers,
        values.map((value, id) => upvotes(id, value)),
      );
      for (const { score } of ranked) {
        expect(score).toBeLessThanOrEqual(defaultWeights.upvotes * defaultWeights.upvotesMost);
      }
    }),
  );
});
