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

/** The value of the leaf where the row ends. */
export function valueOf(tree: Tree, row: ArrayLike<number>): number {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    node = (row[feature]! < tree.threshold[node]! ? tree.left : tree.right)[node]!;
  }
  return tree.value[node]!;
}

/** Many trees, their nodes one after the other, which is several times quicker to go through. */
export class Forest {
  private roots: Int32Array;
  private feature: Int16Array;
  private threshold: Float64Array;
  private left: Int32Array;
  private right: Int32Array;
  private value: Float64Array;

  constructor(trees: readonly Tree[]) {
    const roots: number[] = [];
    let nodes = 0;
    for (const tree of trees) {
      roots.push(nodes);
      nodes += tree.value.length;
    }
    const moved = (list: "left" | "right") =>
      Int32Array.from(trees.flatMap((tree, i) => tree[list].map((node) => node + roots[i]!)));
    this.roots = Int32Array.from(roots);
    this.feature = Int16Array.from(trees.flatMap(({ feature }) => feature));
    this.threshold = Float64Array.from(trees.flatMap(({ threshold }) => threshold));
    this.left = moved("left");
    this.right = moved("right");
    this.value = Float64Array.from(trees.flatMap(({ value }) => value));
  }

  /** Adds, to the share of each feature, what is said because of it. @returns all that is said */
  explain(row: ArrayLike<number>, shares: Float64Array): number {
    const { roots, feature, threshold, left, right, value } = this;
    let said = 0;
    for (let tree = 0; tree < roots.length; tree++) {
      let node = roots[tree]!;
      for (let at = feature[node]!; at >= 0; at = feature[node]!) {
        const next = (row[at]! < threshold[node]! ? left : right)[node]!;
        shares[at]! += value[next]! - value[node]!;
        node = next;
      }
      said += value[node]!;
    }
    return said;
  }
}
