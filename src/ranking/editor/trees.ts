// Decision trees, boosted: what they say of a row of features is the sum of what each leaf says. Every
// node knows what was said up to it, so what a split adds is told apart from the rest.

/** Nodes by their number, the root first; a leaf has no feature. */
export interface Tree {
  /** By node: the feature that it splits by; -1 at a leaf. */
  feature: number[];
  /** By node: below it goes left. */
  threshold: number[];
  left: number[];
  right: number[];
  /** By node: what rows that come by have been given. */
  value: number[];
}

/** Adds, to the share of each feature, what the tree gives because of it. @returns the leaf's value */
export function explain(tree: Tree, row: ArrayLike<number>, shares: Float64Array): number {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    const next = step(tree, node, row);
    shares[feature]! += tree.value[next]! - tree.value[node]!;
    node = next;
  }
  return tree.value[node]!;
}

/** The value of the leaf where the row ends. */
export function valueOf(tree: Tree, row: ArrayLike<number>): number {
  let node = 0;
  while (tree.feature[node]! >= 0) node = step(tree, node, row);
  return tree.value[node]!;
}

function step(tree: Tree, node: number, row: ArrayLike<number>): number {
  const goesLeft = row[tree.feature[node]!]! < tree.threshold[node]!;
  return goesLeft ? tree.left[node]! : tree.right[node]!;
}
