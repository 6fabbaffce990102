// The memory that the threads of a training share: what is learned, and the batch at hand.

export interface Shape {
  /** Words with a row of their own, then buckets of pieces. */
  words: number;
  buckets: number;
  /** Numbers of a vector; a multiple of 8. */
  dimensions: number;
  /** Pairs of texts; a multiple of 4 for each thread. */
  batch: number;
}

/** Terms or pieces of one text; what is longer is cut. */
export const mostFeatures = 512;

const bytes = 4;
const pageBytes = 65_536;

/** Where everything lies, in bytes. Queries' vectors come first, then the documents' beside them. */
export function layOut({ words, buckets, dimensions, batch }: Shape) {
  let end = 16;
  function room(count: number): number {
    const at = end;
    end += Math.ceil((count * bytes) / 16) * 16;
    return at;
  }
  const rows = words + buckets;
  return {
    rows: room(rows * dimensions),
    /** Adagrad's sums, one a row. */
    sums: room(rows),
    features: room(2 * batch * mostFeatures),
    weights: room(2 * batch * mostFeatures),
    counts: room(2 * batch),
    vectors: room(2 * batch * dimensions),
    transposed: room(2 * batch * dimensions),
    lengths: room(2 * batch),
    slopes: room(2 * batch * dimensions),
    scores: room(batch * batch),
    /** Each thread's half of the scores, on its side. */
    turned: room(batch * batch),
    rowSums: room(batch),
    /** One list a thread. */
    columnSums: room(2 * batch),
    losses: room(2),
    barrier: room(2),
    pages: Math.ceil(end / pageBytes),
  };
}
