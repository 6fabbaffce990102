// How much a term says about a paper, in one byte: BM25F's saturated term frequency in 84 steps,
// and whether the title, the abstract or both hold the term. The inverse document frequency is
// the query's part.

const k1 = 1.2;
const b = 0.67;
/** A word in the title counts as this many in the abstract. */
export const titleBoost = 2;
const levels = 84;

export const inTitle = 1;
export const inAbstract = 2;
/** Which fields a code speaks of: `inTitle | inAbstract`; 0 for code 0, which no posting has. */
export const fieldsOfCode: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) =>
  code === 0 || code > levels * 3 ? 0 : ((code - 1) % 3) + 1,
);
/** The saturated term frequency that a code stands for, above 0 and below 1. */
export const impactOfCode: Float64Array = Float64Array.from({ length: 256 }, (_, code) =>
  code === 0 ? 0 : (Math.floor((code - 1) / 3) + 0.5) / levels,
);

/** `relativeLength` is the paper's length by the average one. */
export function codeOf(titleCount: number, abstractCount: number, relativeLength: number): number {
  const frequency = titleBoost * titleCount + abstractCount;
  const saturated = frequency / (frequency + k1 * (1 - b + b * relativeLength));
  const fields = (titleCount > 0 ? inTitle : 0) | (abstractCount > 0 ? inAbstract : 0);
  return 1 + Math.min(levels - 1, Math.floor(saturated * levels)) * 3 + (fields - 1);
}

/** Of names, comments and identifiers it matters only that they are there. */
export const plainCode: number = codeOf(0, 1, 1);
