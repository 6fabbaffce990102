// Papers that stand before others by what the index does not know: an exact title, votes.
import type { Order } from "./clause.ts";
import type { Segment } from "./segment.ts";

/** Above all that words and votes give. */
const topScore = 0x7fffffff;
/** So many papers may share a title. */
const mostFirst = 10_000;

/** Whether a score is that of a paper that stands before all others. */
export function isStanding(score: number): boolean {
  return score > topScore - mostFirst;
}

/** A paper's place in a segment, and a score in place of what words give. */
export interface Standing {
  place: number;
  score: number;
}

export type FindStanding = (segment: Segment) => readonly Standing[];

export function standingOf({
  first,
  order,
}: {
  first: readonly number[];
  order: Order;
}): FindStanding {
  const votes = order.by === "votes" ? order : { numbers: [], votes: [] };
  if (first.length + votes.numbers.length === 0) return () => [];
  const { numbers, scores } = sortByNumber(
    [...first.slice(0, mostFirst), ...votes.numbers],
    [...first.slice(0, mostFirst).map((_, i) => topScore - i), ...votes.votes],
  );
  return (segment) => {
    const standing: Standing[] = [];
    segment.placesOf(numbers, (place, i) => standing.push({ place, score: scores[i]! }));
    return standing;
  };
}

const mostNumbers = 2 ** 21;

/** Of numbers that are given twice, the first counts. */
function sortByNumber(
  numbers: readonly number[],
  scores: readonly number[],
): { numbers: Uint32Array; scores: number[] } {
  // Number and place in one: sorting numbers is ten times quicker than sorting with a function.
  const keys = Float64Array.from(numbers.slice(0, mostNumbers), (n, i) => n * mostNumbers + i);
  const places = Array.from(keys.sort(), (key) => key % mostNumbers);
  const kept = places.filter((place, i) => i === 0 || numbers[place] !== numbers[places[i - 1]!]);
  return {
    numbers: Uint32Array.from(kept, (place) => numbers[place]!),
    scores: kept.map((place) => scores[place]!),
  };
}
