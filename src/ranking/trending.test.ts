import { expect, test } from "vitest";
import type { Count, Signal } from "../papers/signal.ts";
import { mainReasons, type Ranked } from "./reason.ts";
import { trend, type Trendable } from "./trending.ts";
import { defaultWeights } from "./weights.ts";

const now = new Date("2026-03-27T16:00:00Z");
const hour = 3_600_000;
const day = 24 * hour;

function paper(id: number, fields: Partial<Trendable> = {}): Trendable {
  const { day = "2026-03-27", lastDay = day } = fields;
  const identifier = `arxiv:2603.${10_000 + id}`;
  return { id, identifier, categories: ["cs.RO"], day, lastDay, ...fields };
}

function ago(ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}

function vote(paper: number, ms: number, weight = 1): Signal {
  return { paper, kind: "upvote", source: "here", at: ago(ms), weight };
}

function upvotes(paper: number, value: number, fields: Partial<Count> = {}): Count {
  return { paper, kind: "upvotes", source: "hugging-face", value, at: ago(0), ...fields };
}

function trending(papers: Trendable[], signals: Signal[]): Ranked[] {
  return trend(papers, signals, { now, weights: defaultWeights });
}

test("the papers that something speaks for trend, the freshest votes first", () => {
  const ranked = trending(
    [paper(1), paper(2), paper(3), paper(4, { withdrawn: true })],
    [vote(1, 7 * day), vote(2, hour), vote(4, hour)],
  );
  expect(ranked.map(({ id }) => id)).toEqual([2, 1]);
  expect(ranked[1]!.score).toBeCloseTo(3 * Math.log2(1.5));
});

test("a paper that is discussed trends, below one that is voted for, and falls as that grows old", () => {
  const comment = (paper: number, by: number, ms: number): Signal => ({
    ...(vote(paper, ms) as Signal & { kind: "upvote" }),
    kind: "comment",
    by,
  });
  const ranked = trending(
    [paper(1), paper(2), paper(3)],
    [comment(1, 1, hour), comment(1, 2, hour), comment(3, 1, 7 * day), vote(2, hour)],
  );
  expect(ranked.map(({ id }) => id)).toEqual([2, 1, 3]);
  expect(ranked.map(({ reasons }) => reasons[0]!.text)).toEqual([
    "1 vote",
    "2 readers discuss it",
    "1 reader commented",
  ]);
  expect(ranked[2]!.score).toBeCloseTo(0.5 * Math.log2(1.5));
});

test("a paper falls as its votes grow old", () => {
  const score = (age: number) => trending([paper(1)], [vote(1, age), vote(1, age)])[0]!.score;
  const scores = [0, 1, 3, 10, 30].map((days) => score(days * day));
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(scores[0]).toBeCloseTo(3 * Math.log2(3));
});

test("votes say in which hours they came while the last one is less than a day old", () => {
  const reason = (...hours: number[]) => {
    const votes = hours.map((each) => vote(1, each * hour));
    const { text, detail } = trending([paper(1)], votes)[0]!.reasons[0]!;
    return [text, detail];
  };
  expect(reason(23, 20)).toEqual([
    "2 votes in 3 hours",
    "fading with age, now 1.83: 3 × log₂(1 + 1.83)",
  ]);
  expect(reason(25, 24)).toEqual(["2 votes", "fading with age, now 1.81: 3 × log₂(1 + 1.81)"]);
  expect(reason(0)).toEqual(["1 vote", "3 × log₂(1 + 1)"]);
});

test("votes of newcomers or from one place trend less, and say so", () => {
  const detail = (...weights: number[]) => {
    const votes = weights.map((weight) => vote(1, 0, weight));
    return trending([paper(1)], votes)[0]!.reasons[0]!.detail;
  };
  expect(detail(1, 0.25)).toBe(
    "1 is by a newcomer or from one place with others and counts less; fading with age, now 1.25: " +
      "3 × log₂(1 + 1.25)",
  );
  expect(detail(0.25)).toBe("is a newcomer’s, fading with age, now 0.25: 3 × log₂(1 + 0.25)");
});

test("a count is told by its growth where that is known, else it fades with its paper's day", () => {
  const grown = upvotes(1, 60, { before: { value: 40, at: ago(3 * day) } });
  const ranked = trending(
    [paper(1, { day: "2026-03-18" }), paper(2, { day: "2026-03-24" })],
    [grown, upvotes(2, 60)],
  );
  expect(ranked.map(({ id, reasons }) => [id, mainReasons(reasons)[0]])).toEqual([
    [1, "20 more upvotes at Hugging Face this week"],
    [2, "60 upvotes at Hugging Face"],
  ]);
  // From midnight of the 24th on Eastern clocks, three days and a half: a little under half.
  expect(ranked[1]!.score).toBeCloseTo(1.5 * 2 ** (-3.5 / 3));
  expect(ranked[1]!.reasons[0]!.detail).toBe("1.5 × log₂(1 + 60 ∕ 60) × 0.445");
});

test("what has not grown this week does not trend", () => {
  const stood = upvotes(1, 60, { before: { value: 60, at: ago(6 * day) } });
  expect(trending([paper(1)], [stood])).toEqual([]);
});
