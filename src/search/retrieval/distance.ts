// How many slips are between two words: letters that are missing, too many, wrong, or swapped with
// the next.

/** Follows other words letter by letter, as through a tree: what they share is worked out once. */
export class Distance {
  private wanted: Uint8Array;
  private most: number;
  /** For each letter followed, how many slips so far, by how much of `wanted`. */
  private rows: Uint8Array[];
  private followed = new Uint8Array(256);

  /** @param wanted a byte a letter, so that letters beyond ASCII count as several. */
  constructor(wanted: Uint8Array, most: number) {
    this.wanted = wanted;
    this.most = most;
    this.rows = [Uint8Array.from({ length: wanted.length + 2 }, (_, i) => i)];
  }

  /** Whether a word that has this letter there, after those followed before, can be near enough. */
  follow(depth: number, letter: number): boolean {
    const { wanted, most, rows, followed } = this;
    // Words that differ more in length are too far apart, and so is what is not near the diagonal.
    if (depth >= wanted.length + most) return false;
    const from = Math.max(1, depth + 1 - most);
    const to = Math.min(wanted.length, depth + 1 + most);
    const tooMany = most + 1;
    followed[depth] = letter;
    const above = rows[depth]!;
    const row = (rows[depth + 1] ??= new Uint8Array(wanted.length + 2));
    row[from - 1] = from === 1 ? Math.min(depth + 1, tooMany) : tooMany;
    row[to + 1] = tooMany;
    let least = row[from - 1]!;
    for (let i = from; i <= to; i++) {
      let slips = Math.min(
        above[i]! + 1,
        row[i - 1]! + 1,
        above[i - 1]! + (wanted[i - 1] === letter ? 0 : 1),
      );
      const isSwapped =
        depth > 0 && i > 1 && wanted[i - 1] === followed[depth - 1] && wanted[i - 2] === letter;
      if (isSwapped) slips = Math.min(slips, rows[depth - 1]![i - 2]! + 1);
      row[i] = slips;
      if (slips < least) least = slips;
    }
    return least <= most;
  }

  /** Of the word of that many letters; beyond what was allowed, no more than that. */
  after(letters: number): number {
    const { wanted, most } = this;
    return Math.abs(wanted.length - letters) > most
      ? most + 1
      : this.rows[letters]![wanted.length]!;
  }
}
