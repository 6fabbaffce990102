// The sum behind a score as it is shown: in hundredths, and so rounded that the parts as shown add up
// to the score as shown, and that a formula as shown comes to its part.
import type { Ranked, Reason } from "./reason.ts";

export interface Arithmetic {
  lines: { reason: Reason; hundredths: number }[];
  /** Of the score. */
  hundredths: number;
}

/** All are rounded down, and those that lose most by it go up by one until the sum is right. */
export function addUp({ score, reasons }: Pick<Ranked, "score" | "reasons">): Arithmetic {
  const hundredths = Math.round(100 * score) || 0;
  const lines = reasons.map((reason) => ({ reason, hundredths: Math.floor(100 * reason.share) }));
  const missing = hundredths - lines.reduce((sum, line) => sum + line.hundredths, 0);
  const lost = ({ reason, hundredths }: Arithmetic["lines"][number]) =>
    100 * reason.share - hundredths;
  for (const line of lines.toSorted((a, b) => lost(b) - lost(a)).slice(0, missing)) {
    line.hundredths++;
  }
  return { lines, hundredths };
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
