// What one must reach to be among the best so many. Only numbers are kept, so that each thread of a
// scan can have one of its own.

export class Bar {
  private heap: Float32Array;
  private held = 0;

  /** @param places how many are the best; at least 1. */
  constructor(places: number) {
    this.heap = new Float32Array(places);
  }

  /** The least of the best; 0 as long as there are places left. */
  get height(): number {
    return this.held < this.heap.length ? 0 : this.heap[0]!;
  }

  offer(value: number): void {
    const { heap } = this;
    if (this.held < heap.length) this.rise(value);
    else if (value > heap[0]!) this.sink(value);
  }

  private rise(value: number): void {
    const { heap } = this;
    let at = this.held++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]! <= value) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = value;
  }

  private sink(value: number): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && heap[below + 1]! < heap[below]!) below++;
      if (heap[below]! >= value) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = value;
  }
}
