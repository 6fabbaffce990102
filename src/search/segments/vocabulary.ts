// The terms of a builder, each with a number. Words stay known from one segment to the next, and so
// does their order; identifiers, which hardly any other paper shares, are forgotten after one.

export class Vocabulary {
  /** The key of each term, by its number. */
  readonly keys: string[] = [];
  private words = new Map<string, number>();
  private sorted = new Uint32Array(0);
  /** Words that `sorted` lacks. */
  private fresh: string[] = [];
  private passing = new Map<string, number>();
  /** Numbers that passing terms had. */
  private spare: number[] = [];

  /** How many words it knows. */
  get size(): number {
    return this.words.size;
  }

  word(key: string): number {
    let number = this.words.get(key);
    if (number === undefined) {
      number = this.keys.push(key) - 1;
      this.words.set(key, number);
      this.fresh.push(key);
    }
    return number;
  }

  /** A term that is known until `forgetPassing`. All of these begin alike, and no word does. */
  pass(key: string): number {
    let number = this.passing.get(key);
    if (number === undefined) {
      number = this.spare.pop() ?? this.keys.length;
      this.keys[number] = key;
      this.passing.set(key, number);
    }
    return number;
  }

  forgetPassing(): void {
    for (const number of this.passing.values()) this.spare.push(number);
    this.passing.clear();
  }

  /** The numbers of all terms, in order of their keys. */
  inOrder(): Uint32Array {
    const { words, passing } = this;
    this.sorted = this.merged(this.fresh.sort().map((key) => words.get(key)!));
    this.fresh = [];
    return this.merged([...passing.keys()].sort().map((key) => passing.get(key)!));
  }

  /** Those sorted, with others among them that are sorted, too. */
  private merged(others: readonly number[]): Uint32Array<ArrayBuffer> {
    const { sorted } = this;
    const merged = new Uint32Array(sorted.length + others.length);
    let from = 0;
    others.forEach((number, i) => {
      const to = this.placeOf(this.keys[number]!, from);
      merged.set(sorted.subarray(from, to), from + i);
      merged[to + i] = number;
      from = to;
    });
    merged.set(sorted.subarray(from), from + others.length);
    return merged;
  }

  /** Where in `sorted`, at `from` or later, the first key stands that is not before this one. */
  private placeOf(key: string, from: number): number {
    const { sorted, keys } = this;
    // Not far, mostly: the step doubles until it is past.
    let low = from;
    let high = from;
    for (let step = 1; high < sorted.length && keys[sorted[high]!]! < key; step *= 2) {
      low = high + 1;
      high += step;
    }
    high = Math.min(high, sorted.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[sorted[middle]!]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
