// The days on which papers of each author were announced: of hundreds of thousands of authors, most of whom
// have one or two, and so in arrays of numbers.
import { grown } from "../../search/segments/bytes.ts";

/** Days are counted from 1970-01-01, up to 2149. */
export class AuthorDays {
  /** A hash table of authors: what each is called, one more than its hash, 0 is free; */
  private names = new Float64Array(1 << 12);
  /** and which of its days was added last. */
  private last = new Uint32Array(1 << 12);
  private authors = 0;
  /** From 1 on. */
  private days = new Uint16Array(1 << 12);
  /** Which the author had before; 0 where it is the first. */
  private before = new Uint32Array(1 << 12);
  private used = 1;

  /** @param hash from 0 to before 2⁵³, at random. */
  add(hash: number, day: number): void {
    if (4 * this.authors >= 3 * this.names.length) this.growTable();
    if (this.used === this.days.length) {
      this.days = grown(this.days);
      this.before = grown(this.before);
    }
    const slot = slotOf(hash, this.names);
    if (this.names[slot] === 0) this.authors++;
    this.names[slot] = hash + 1;
    this.days[this.used] = day;
    this.before[this.used] = this.last[slot]!;
    this.last[slot] = this.used++;
  }

  /** How many of an author's days lie between two, neither of which counts. */
  countBetween(hash: number, after: number, until: number): number {
    const { days, before } = this;
    let count = 0;
    for (let at = this.last[slotOf(hash, this.names)]!; at !== 0; at = before[at]!)
      if (days[at]! > after && days[at]! < until) count++;
    return count;
  }

  /** The authors that have any. */
  *hashes(): Generator<number> {
    for (const name of this.names) if (name !== 0) yield name - 1;
  }

  private growTable(): void {
    const { names, last } = this;
    this.names = new Float64Array(2 * names.length);
    this.last = new Uint32Array(2 * names.length);
    names.forEach((name, slot) => {
      if (name === 0) return;
      const to = slotOf(name - 1, this.names);
      this.names[to] = name;
      this.last[to] = last[slot]!;
    });
  }
}

/** Where it stands, or may be put. */
function slotOf(hash: number, names: Float64Array): number {
  const mask = names.length - 1;
  let slot = hash & mask;
  while (names[slot] !== 0 && names[slot] !== hash + 1) slot = (slot + 1) & mask;
  return slot;
}
