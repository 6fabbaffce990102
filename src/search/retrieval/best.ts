// The best few of many: by score, of equal scores the newer. A heap with the worst on top, so that
// a far page costs little more than the first.

export interface Hit {
  score: number;
  day: number;
  /** Of the catalogue. */
  number: number;
  /** Where it was found: which segment, and where in it. */
  segment: number;
  place: number;
}

export class Best {
  /** A paper must reach this to be offered at all. */
  threshold: number;
  private heap: Hit[] = [];
  private limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.threshold = limit > 0 ? 0 : Infinity;
  }

  /** Whether it is among the best so far. */
  offer(hit: Hit): boolean {
    const { heap, limit } = this;
    if (heap.length < limit) {
      heap.push(hit);
      this.rise(heap.length - 1);
    } else {
      if (limit === 0 || compareHits(heap[0]!, hit) <= 0) return false;
      heap[0] = hit;
      this.sink();
    }
    if (heap.length === limit) this.threshold = heap[0]!.score;
    return true;
  }

  /** The best first. */
  list(): Hit[] {
    return this.heap.toSorted(compareHits);
  }

  private rise(from: number): void {
    const { heap } = this;
    const hit = heap[from]!;
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (compareHits(heap[above]!, hit) >= 0) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = hit;
  }

  private sink(): void {
    const { heap } = this;
    const hit = heap[0]!;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && compareHits(heap[below + 1]!, heap[below]!) > 0) below++;
      if (compareHits(heap[below]!, hit) <= 0) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = hit;
  }
}

/** Below 0 where `a` stands before `b`. */
export function compareHits(a: Hit, b: Hit): number {
  return b.score - a.score || b.day - a.day || b.number - a.number;
}
