// Ridge regression: coefficients w with the least Σ g (x·w + b − y)² + λ|w|², where g is the weight of
// a row; for rows that hold few of many columns, and for short full rows. b is the mean of y in the
// first and a column of its own in the second.

/** A row that is zero but for some columns. */
export interface SparseRow {
  columns: Int32Array;
  values: Float32Array;
}

// The coefficients no longer change visibly after as many steps of conjugate gradients.
const steps = 25;

export function sparseRidge(
  rows: readonly SparseRow[],
  targets: ArrayLike<number>,
  { weights, columns, lambda }: { weights: Float64Array; columns: number; lambda: number },
): Float64Array {
  let [total, all] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    total += weights[i]! * targets[i]!;
    all += weights[i]!;
  }
  const mean = total / all;
  const found = new Float64Array(columns);
  const rest = new Float64Array(columns);
  addTransposed(
    rows,
    weights.map((weight, i) => weight * (targets[i]! - mean)),
    rest,
  );
  const direction = rest.slice();
  const ahead = new Float64Array(columns);
  let restSquared = squared(rest);
  const enough = restSquared * 1e-10;
  for (let step = 0; step < steps && restSquared > enough; step++) {
    ahead.fill(0);
    addTransposed(
      rows,
      weights.map((weight, i) => weight * sparseProduct(rows[i]!, direction)),
      ahead,
    );
    for (let i = 0; i < columns; i++) ahead[i]! += lambda * direction[i]!;
    let along = 0;
    for (let i = 0; i < columns; i++) along += direction[i]! * ahead[i]!;
    const length = restSquared / along;
    for (let i = 0; i < columns; i++) {
      found[i]! += length * direction[i]!;
      rest[i]! -= length * ahead[i]!;
    }
    const before = restSquared;
    restSquared = squared(rest);
    for (let i = 0; i < columns; i++) {
      direction[i] = rest[i]! + (restSquared / before) * direction[i]!;
    }
  }
  return found;
}

export function sparseProduct({ columns, values }: SparseRow, by: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < columns.length; i++) sum += values[i]! * by[columns[i]!]!;
  return sum;
}

function addTransposed(
  rows: readonly SparseRow[],
  factors: ArrayLike<number>,
  sums: Float64Array,
): void {
  rows.forEach(({ columns, values }, row) => {
    const factor = factors[row]!;
    for (let i = 0; i < columns.length; i++) sums[columns[i]!]! += factor * values[i]!;
  });
}

function squared(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** By Cholesky's decomposition. @returns the coefficients, and the constant behind them */
export function denseRidge(
  rows: readonly Float32Array[],
  targets: ArrayLike<number>,
  { weights, lambda }: { weights: Float64Array; lambda: number },
): Float64Array {
  const width = rows[0]!.length;
  const size = width + 1;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  rows.forEach((row, at) => {
    for (let i = 0; i < size; i++) {
      const value = weights[at]! * (i < width ? row[i]! : 1);
      right[i]! += value * targets[at]!;
      for (let j = 0; j <= i; j++) matrix[i * size + j]! += value * (j < width ? row[j]! : 1);
    }
  });
  for (let i = 0; i < width; i++) matrix[i * size + i]! += lambda;
  return solve(matrix, right);
}

/** Of a symmetric positive matrix, whose lower half is given and overwritten. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / matrix[j * size + j]!;
    }
  }
  const solution = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= matrix[i * size + k]! * solution[k]!;
    solution[i] = sum / matrix[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solution[i]!;
    for (let k = i + 1; k < size; k++) sum -= matrix[k * size + i]! * solution[k]!;
    solution[i] = sum / matrix[i * size + i]!;
  }
  return solution;
}
