// Boosted decision trees for a yes or no, some yes weighing more than others: each tree follows the
// slope of the weighted logistic loss at what the trees before it say (Friedman 2001, with Newton's
// step in the leaves), and looks only at a part of the rows and of the features.
import { chanceOf } from "../log-odds.ts";
import { valueOf, type Tree } from "../trees.ts";
import { seededRandom } from "../../../search/evaluation/random.ts";

export interface BoostingOptions {
  trees: number;
  depth: number;
  /** How far each tree goes of the way that it found. */
  rate: number;
  /** The part of the rows, and of the features, that a tree sees. */
  rowsSeen: number;
  featuresSeen: number;
  /** The least weight of a leaf, as the loss bends; and what holds its value back. */
  leastWeight: number;
  restraint: number;
  seed: number;
}

/** @param rows the features. @param weights 0 of a row: no; more: yes, so much */
export function boost(
  rows: readonly Float32Array[],
  weights: Float64Array,
  { start, ...options }: BoostingOptions & { start: number },
): Tree[] {
  const { rowsSeen, featuresSeen, seed } = options;
  const random = seededRandom(seed);
  const columns = Array.from(rows[0]!, (_, feature) =>
    Float32Array.from(rows, (row) => row[feature]!),
  );
  const cuts = columns.map(cutsOf);
  const binned = columns.map((column, feature) => binsOf(column, cuts[feature]!));
  const said = new Float64Array(weights.length).fill(start);
  const slopes = new Float64Array(weights.length);
  const bends = new Float64Array(weights.length);
  return Array.from({ length: options.trees }, () => {
    takeSlopes(said, weights, slopes, bends);
    const drawn = Int32Array.from(weights.keys()).filter(() => random() < rowsSeen);
    const seen = [...columns.keys()].filter(() => random() < featuresSeen);
    const tree = grow(drawn, { cuts, binned, slopes, bends, seen, options });
    for (let row = 0; row < said.length; row++) said[row]! += valueOf(tree, rows[row]!);
    return tree;
  });
}

function takeSlopes(
  said: Float64Array,
  weights: Float64Array,
  slopes: Float64Array,
  bends: Float64Array,
): void {
  for (let row = 0; row < said.length; row++) {
    const isYes = weights[row]! > 0;
    const weight = isYes ? weights[row]! : 1;
    const chance = chanceOf(said[row]!);
    slopes[row] = weight * (chance - Number(isYes));
    bends[row] = weight * chance * (1 - chance) + 1e-6;
  }
}

interface Growing {
  cuts: readonly Float32Array[];
  binned: readonly Uint8Array[];
  slopes: Float64Array;
  bends: Float64Array;
  seen: readonly number[];
  options: BoostingOptions;
}

function grow(rows: Int32Array, growing: Growing): Tree {
  const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] };
  const add = (rows: Int32Array, depth: number): number => {
    const node = tree.value.length;
    const { slopes, bends, options, cuts, binned } = growing;
    const [slope, bend] = [sumOf(slopes, rows), sumOf(bends, rows)];
    tree.value.push((-options.rate * slope) / (bend + options.restraint));
    tree.feature.push(-1);
    for (const list of [tree.threshold, tree.left, tree.right]) list.push(0);
    const split = depth < options.depth && bestSplit(rows, { slope, bend }, growing);
    if (!split) return node;
    const bins = binned[split.feature]!;
    tree.feature[node] = split.feature;
    tree.threshold[node] = cuts[split.feature]![split.bin]!;
    tree.left[node] = add(
      rows.filter((row) => bins[row]! <= split.bin),
      depth + 1,
    );
    tree.right[node] = add(
      rows.filter((row) => bins[row]! > split.bin),
      depth + 1,
    );
    return node;
  };
  add(rows, 0);
  return tree;
}

function bestSplit(
  rows: Int32Array,
  { slope, bend }: { slope: number; bend: number },
  { cuts, binned, slopes, bends, seen, options }: Growing,
): { feature: number; bin: number } | undefined {
  const { leastWeight, restraint } = options;
  const worth = (slope: number, bend: number) => (slope * slope) / (bend + restraint);
  let best: { feature: number; bin: number } | undefined;
  let most = worth(slope, bend) + 1e-6;
  for (const feature of seen) {
    const bins = binned[feature]!;
    const slopeOf = new Float64Array(cuts[feature]!.length + 1);
    const bendOf = new Float64Array(slopeOf.length);
    for (const row of rows) {
      slopeOf[bins[row]!]! += slopes[row]!;
      bendOf[bins[row]!]! += bends[row]!;
    }
    let [left, leftBend] = [0, 0];
    for (let bin = 0; bin < slopeOf.length - 1; bin++) {
      left += slopeOf[bin]!;
      leftBend += bendOf[bin]!;
      if (leftBend < leastWeight || bend - leftBend < leastWeight) continue;
      const gained = worth(left, leftBend) + worth(slope - left, bend - leftBend);
      if (gained <= most) continue;
      most = gained;
      best = { feature, bin };
    }
  }
  return best;
}

function sumOf(values: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += values[row]!;
  return sum;
}

const bins = 48;
// Of what is rare the upper end matters.
const rare = [0.985, 0.99, 0.995, 0.998];

/** Where a column may be cut, in order: at most every so many rows, and at its upper end. */
function cutsOf(column: Float32Array): Float32Array {
  const sorted = column.toSorted();
  const parts = [...Array.from({ length: bins - 1 }, (_, bin) => (bin + 1) / bins), ...rare];
  const cuts = new Set(parts.map((part) => sorted[Math.floor(part * sorted.length)]!));
  cuts.delete(sorted[0]!);
  return Float32Array.from(cuts).sort();
}

function binsOf(column: Float32Array, cuts: Float32Array): Uint8Array {
  return Uint8Array.from(column, (value) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}
