import fc from "fast-check";
import { expect, test } from "vitest";
import { addUp, enoughDigits } from "./arithmetic.ts";
import { rankedBy, type Reason } from "./reason.ts";

function ranked(shares: readonly number[]) {
  const reasons: Reason[] = shares.map((share, n) => ({ kind: "words", text: `word ${n}`, share }));
  return rankedBy(1, reasons);
}

test("thirds add up to one as they are shown", () => {
  const { lines, hundredths } = addUp(ranked([1 / 3, 1 / 3, 1 / 3]));
  expect(lines.map((line) => line.hundredths)).toEqual([34, 33, 33]);
  expect(hundredths).toBe(100);
});

test("whatever the shares: what is shown adds up, and is off by less than a hundredth", () => {
  const shares = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(shares, (given) => {
      const sum = ranked(given);
      const { lines, hundredths } = addUp(sum);
      expect(lines.reduce((total, line) => total + line.hundredths, 0)).toBe(hundredths);
      expect(hundredths).toBe(Math.round(100 * sum.score) || 0);
      for (const { reason, hundredths: shown } of lines) {
        expect(Math.abs(shown - 100 * reason.share)).toBeLessThan(1 + 1e-9);
      }
    }),
  );
});

test("whatever the number and its weight: the formula as shown comes to the share", () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const weight = fc.integer({ min: 0, max: 1000 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(number, weight, (number, weight) => {
      const shown = enoughDigits(number, (each) => weight * each);
      const product = weight * Number(shown.replace("−", "-"));
      expect(Math.abs(product - weight * number)).toBeLessThan(0.01);
    }),
  );
  expect(enoughDigits(0.2, (each) => each)).toBe("0.2");
  expect(enoughDigits(-0.1967, (each) => 3 * each)).toBe("−0.197");
});
