// The sum behind a score as it is shown: in hundredths, and so rounded that the parts as shown add up
// to the score as shown, and that a formula as shown comes to its part.
import type { Ranked, Reason } from "./reason.ts";

export interface Arithmetic {
  lines: { reason: Reason; hundredths: number }[];
  /** Of the score. */
  hundredths: number;
}

/**
 * A pick is no part of it. All are rounded; where the sum is not right, those that it suits best give way by one, lines that
 * come of a formula last.
 */
export function addUp({ score, reasons }: Pick<Ranked, "score" | "reasons">): Arithmetic {
  const hundredths = inHundredths(score);
  const lines = reasons
    .filter(({ kind }) => kind !== "pick")
    .map((reason) => ({ reason, hundredths: inHundredths(reason.share) }));
  const missing = hundredths - lines.reduce((sum, line) => sum + line.hundredths, 0);
  const step = Math.sign(missing);
  const lost = ({ reason, hundredths }: Arithmetic["lines"][number]) =>
    step * (100 * reason.share - hundredths);
  const isBound = ({ reason }: Arithmetic["lines"][number]) => Number(reason.detail !== undefined);
  const willing = lines.toSorted((a, b) => isBound(a) - isBound(b) || lost(b) - lost(a));
  for (const line of willing.slice(0, Math.abs(missing))) line.hundredths += step;
  return { lines, hundredths };
}

/** Points as they are shown; never −0. */
export function inHundredths(points: number): number {
  return Math.round(100 * points) || 0;
}

const mostDigits = 6;

/** A number with two digits, or as many more as it takes for what is made of it to come out right. */
export function enoughDigits(number: number, share: (shown: number) => number): string {
  const hundredths = Math.round(100 * share(number));
  for (let digits = 2; digits < mostDigits; digits++) {
    const shown = rounded(number, digits);
    if (Math.round(100 * share(shown)) === hundredths) return written(shown);
  }
  return written(rounded(number, mostDigits));
}

function rounded(number: number, digits: number): number {
  return Math.round(number * 10 ** digits) / 10 ** digits;
}

function written(number: number): string {
  return String(number).replace("-", "−");
}
