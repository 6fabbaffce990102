// What the papers most alike to a paper say about it: those that are about the same are wanted by the
// same reader (score regularization over the nearest neighbours, after Diaz, CIKM 2005).

/** Each is judged by so many of the most alike. */
const neighboursEach = 8;
/** Where none is much alike, neighbours say little: this much of likeness stands for an average paper. */
const doubt = 0.8;

/**
 * How much better than the average the neighbours of each paper are, or worse.
 * @param worth of each paper by itself.
 * @param alike how alike they are, row after row, 0 or more; 0 of each with itself.
 * @param trust how much each of them says about others, from 0 to 1.
 */
export function worthOfNeighbours(
  worth: Float64Array,
  alike: Float32Array,
  trust: Float64Array,
): Float64Array {
  const average = worth.reduce((sum, value) => sum + value, 0) / worth.length;
  const weights = new Float64Array(worth.length);
  return worth.map((_, paper) => {
    for (let other = 0; other < weights.length; other++)
      weights[other] = alike[paper * weights.length + other]! * trust[other]!;
    let sum = 0;
    let total = doubt;
    for (const other of heaviest(weights)) {
      sum += weights[other]! * (worth[other]! - average);
      total += weights[other]!;
    }
    return sum / total;
  });
}

/** Where the heaviest of them stand; none that weighs nothing. */
function heaviest(weights: Float64Array): number[] {
  const found: number[] = [];
  let least = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight <= least) continue;
    let at = Math.min(found.length, neighboursEach - 1);
    for (; at > 0 && weights[found[at - 1]!]! < weight; at--) found[at] = found[at - 1]!;
    found[at] = i;
    if (found.length === neighboursEach) least = weights[found[neighboursEach - 1]!]!;
  }
  return found;
}
