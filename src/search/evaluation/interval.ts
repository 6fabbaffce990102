// Between which bounds a figure would lie with other queries of the same kind: the bootstrap, which
// draws the same number of queries again and again from those that there are.
import { seededRandom } from "./random.ts";

/** Lower and upper bound. */
export type Interval = [low: number, high: number];

const draws = 2000;
const seed = 1;

/** The 95 % confidence interval of what `statistic` makes of the values; the same at every call. */
export function confidenceInterval(
  values: readonly number[],
  statistic: (values: Float64Array) => number,
): Interval {
  const random = seededRandom(seed);
  const drawn = new Float64Array(values.length);
  const results = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = values[Math.floor(random() * drawn.length)]!;
    results[draw] = statistic(drawn);
  }
  results.sort();
  return [results[Math.floor(0.025 * draws)]!, results[Math.ceil(0.975 * draws) - 1]!];
}

export function mean(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Half of the values lie below it. */
export function median(values: Float64Array | readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
