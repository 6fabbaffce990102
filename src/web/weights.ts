// The weights that an address or a form asks for. Anything may stand there.
import { eachWeight, faultOf, toHundredths, weightNames } from "../ranking/weights.ts";
import type { WeightName, Weights } from "../ranking/weights.ts";
import { shortened } from "./requests.ts";

export interface AskedWeights {
  /** What stands in each field: as it is read, or as it was typed where that cannot be. */
  typed: Readonly<Record<WeightName, string>>;
  faults: ReadonlyMap<WeightName, string>;
  /** `undefined` where one cannot be read. */
  weights: Weights | undefined;
  /** At least one was named. */
  isTrial: boolean;
}

export function readWeights(
  fields: Readonly<Record<string, string>>,
  current: Weights,
): AskedWeights {
  const typed = Object.fromEntries(
    weightNames.map((name) => [name, shortened(fields[name] ?? String(current[name]))]),
  ) as Record<WeightName, string>;
  const numbers = eachWeight((name) =>
    fields[name] === undefined ? current[name] : readNumber(typed[name]),
  );
  const faults = new Map(
    weightNames.flatMap((name) => {
      const fault = faultOf(name, numbers[name]);
      return fault === undefined ? [] : [[name, fault] as const];
    }),
  );
  for (const name of weightNames) if (!faults.has(name)) typed[name] = String(numbers[name]);
  return {
    typed,
    faults,
    weights: faults.size === 0 ? numbers : undefined,
    isTrial: weightNames.some((name) => fields[name] !== undefined),
  };
}

/** `1.5`, `.5`, or `1,5` as half of Europe writes it; what is finer than a hundredth is rounded. */
function readNumber(written: string): number {
  return /^(\d+[.,]?\d*|[.,]\d+)$/.test(written)
    ? toHundredths(Number(written.replace(",", ".")))
    : Number.NaN;
}
