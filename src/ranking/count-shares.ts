// What the counts of other sites add to a score. A count is held against what is typical of its site
// on its day, so that a busy day or a loud site does not drown the others, and no count adds more
// than its most.
import type { Day } from "../papers/period.ts";
import type { Count } from "../papers/signal.ts";
import { sourceName } from "../papers/source-name.ts";
import { median } from "../search/evaluation/interval.ts";
import { enoughDigits } from "./arithmetic.ts";
import { inFormula, inSentence, type Reason } from "./reason.ts";
import { msPerDay } from "./half-life.ts";
import type { Weights } from "./weights.ts";

/** What of a count is looked at: how many there are, or how many came within the week. */
export interface Measured {
  count: Count;
  value: number;
  grew: boolean;
}

/** Earlier than this, growth tells the hour of the day more than the paper. */
const growthTellsMs = msPerDay - 4 * 3_600_000;

/** Growth is looked at for these kinds, where it is known. */
export function measure(counts: readonly Count[], growing: readonly Count["kind"][]): Measured[] {
  return counts.map((count) => {
    const { kind, value, at, before } = count;
    const grew =
      before !== undefined &&
      growing.includes(kind) &&
      Date.parse(at) - Date.parse(before.at) >= growthTellsMs;
    return { count, value: grew ? value - before.value : value, grew };
  });
}

/** What is typical of a count among the papers that share its day. */
export type Typical = (measured: Measured, day: Day) => number;

/** The median of those that are more than nothing, and 1 at least. */
export function findTypical(
  measured: readonly Measured[],
  dayOf: (paper: number) => Day | undefined,
): Typical {
  const values = Map.groupBy(
    measured.filter(({ value }) => value > 0),
    (each) => keyOf(each, dayOf(each.count.paper)),
  );
  const medians = new Map(
    [...values].map(([key, group]) => [key, median(group.map(({ value }) => value))]),
  );
  return (each, day) => Math.max(1, medians.get(keyOf(each, day)) ?? 1);
}

function keyOf({ count: { source, kind }, grew }: Measured, day: Day | undefined): string {
  return `${day} ${source} ${kind} ${grew}`;
}

interface CountOptions {
  weights: Weights;
  day: Day;
  typical: Typical;
  /** What time has left of it: 0 to 1. */
  fresh?: (measured: Measured) => number;
}

export function countReasons(
  measured: readonly Measured[],
  { weights, day, typical, fresh = () => 1 }: CountOptions,
): Reason[] {
  return measured
    .filter(({ value }) => value > 0)
    .map((each) => {
      const { kind } = each.count;
      const weight = weights[kind];
      const most = weights[`${kind}Most` as const];
      const usual = typical(each, day);
      const doublings = Math.log2(1 + each.value / usual);
      const formula =
        doublings > most
          ? `${inFormula(most)}, the most`
          : `log₂(1 + ${inFormula(each.value)} ∕ ${inFormula(usual)})`;
      const left = fresh(each);
      const shareOf = (left: number) => weight * Math.min(most, doublings) * left;
      return {
        kind,
        text: inWords(each),
        share: shareOf(left),
        detail: `${inFormula(weight)} × ${formula}${left < 1 ? ` × ${enoughDigits(left, shareOf)}` : ""}`,
      };
    });
}

function inWords({ count: { kind, source }, value, grew }: Measured): string {
  const figure = inSentence(value);
  const one = kind.slice(0, -1);
  const noun = value === 1 ? one : kind;
  if (kind === "stars") {
    return grew ? `code: ${figure} ${noun} this week` : `code with ${figure} ${noun}`;
  }
  const where = `at ${sourceName(source)}`;
  return grew ? `${figure} more ${noun} ${where} this week` : `${figure} ${noun} ${where}`;
}
